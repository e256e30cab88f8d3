using System.Globalization;

namespace HeavySim.Orchestrator;

/// <summary>The stop rules by the names that <c>--stop</c> takes.</summary>
public static class StopRuleCatalog
{
    private static readonly Entry[] Entries =
    [
        new("all", Default: null, 0, 0, static (_, _) => new AllRule(), "waits for every attempt"),
        new(
            "lead", Default: null, 0, 0, static (_, _) => new LeadRule(),
            "stops when the winner of the full vote is certain; never changes it"),
        new(
            "beta", .95, .5, 1, static (name, p) => new BetaRule(name, p),
            "the leader beats the runner-up with this probability (Adaptive-Consistency)"),
        new(
            "dirichlet", .95, .5, 1, static (name, p) => new DirichletRule(name, p),
            "the leader is the likeliest of all with this probability (Adaptive-Consistency)"),
        new(
            "window", 5, 2, 32, static (name, w) => new WindowRule(name, (int)w),
            "this many in a row agree (early-stopping self-consistency); no guarantee", IsWhole: true),
        new(
            "evalue", .05, 1e-9, .5, static (name, e) => new EvidenceRule(name, e),
            "certifies the model's mode (not its correctness) at this error, at any time"),
        new(
            "confidence", .95, .5, 1, static (name, p) => new ConfidenceRule(name, p),
            "the leader holds this share of the stated confidence; no guarantee"),
        new(
            "dial", .95, .5, 1, static (name, p) => new DialRule(name, p),
            "the first answer is stated this surely, or else as beta; what --mode auto uses"),
    ];

    /// <summary>Every rule by name with its usual parameter, in the order of the catalog.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(static e => e.Usual)];

    /// <summary>
    /// Every rule that may stop early, with its usual parameter: what a run that waited for all attempts is replayed with.
    /// </summary>
    public static IReadOnlyList<IStopRule> Usual { get; } = [.. Names.Where(static n => n != "all").Select(Parse)];

    /// <summary>Every rule and its guarantee, in a line.</summary>
    public static string Summary { get; } = string.Join("; ", Entries.Select(static e => $"{e.Usual}: {e.Guarantee}"));

    /// <summary>Finds a rule: its name, or its name and its parameter as in "beta:.95".</summary>
    /// <exception cref="HeavySimException">There is no such rule, or its parameter is out of range.</exception>
    public static IStopRule Parse(string text)
    {
        var (name, parameter) = text.Split(':', 2) is [var left, var right] ? (left, right) : (text, null);
        var entry = Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal))
            ?? throw new HeavySimException($"There is no stop rule '{name}'. Rules: {string.Join(", ", Names)}.");
        if (entry.Default is null)
            return parameter is null ? entry.Create(name, 0) : throw new HeavySimException($"The stop rule '{name}' takes no parameter.");
        if (parameter is null)
            return entry.Create(entry.Usual, entry.Default.Value);
        if (!WrittenNumber.TryReal(parameter, out var value) || value < entry.Low || value > entry.High
            || (entry.IsWhole && !double.IsInteger(value)))
            throw new HeavySimException(string.Create(
                CultureInfo.InvariantCulture,
                $"The stop rule '{name}' takes a {(entry.IsWhole ? "whole " : "")}number from {entry.Low} to {entry.High}, "
                + $"as in {entry.Usual}; '{parameter}' is not."));

        return entry.Create(text, value);
    }

    private sealed record Entry(
        string Name, double? Default, double Low, double High, Func<string, double, IStopRule> Create, string Guarantee,
        bool IsWhole = false)
    {
        public string Usual => Default is { } value ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{value}") : Name;
    }
}
