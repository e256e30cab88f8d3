namespace HeavySim.Reporting;

/// <summary>The colours of charts on a light ground. The page's style sheet has the same ones for a dark ground, by class.</summary>
internal static class Palette
{
    public const string Ink = "#1c2430";
    public const string Muted = "#5a6472";
    public const string Grid = "#e3e6ea";
    public const string Ground = "#ffffff";

    // Of different lightness as well as hue, and 4.5:1 against white, so that they stay apart for colour-blind eyes and in grey print.
    private static readonly string[] Colours = ["#1d5fbf", "#b4490c", "#0f766e", "#7c3aed", "#8a6100", "#b31d62", "#475569", "#3f7d20"];

    /// <summary>The colour of a number; numbers go round.</summary>
    public static string Of(int number) => number < 0 ? Muted : Colours[number % Colours.Length];

    /// <summary>The class of a number in the style sheet.</summary>
    public static string ClassOf(int number) => number < 0 ? "cr" : $"c{number % Colours.Length}";
}
