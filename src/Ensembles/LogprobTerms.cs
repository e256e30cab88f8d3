using System.Globalization;

namespace HeavySim.Ensembles;

/// <summary>Which log-probabilities are asked for.</summary>
/// <param name="Top">How many candidates of each token, 2 to 20.</param>
/// <param name="Window">Tokens in a group of their confidence.</param>
internal sealed record LogprobTerms(int Top, int Window)
{
    private const int MostTokens = 1_000_000;

    /// <summary>Those of DeepConf.</summary>
    public static LogprobTerms Usual { get; } = new(TokenMarks.MostTop, 2048);

    /// <summary>Reads "20", "window=512", "20,window=512" or "" for the usual ones.</summary>
    /// <exception cref="HeavySimException">The text is none of these.</exception>
    public static LogprobTerms Parse(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Aggregate(Usual, (terms, term) => term.Split('=', 2) switch
        {
            [var top] when Whole(top) is >= TokenMarks.LeastTop and <= TokenMarks.MostTop and var count => terms with { Top = count },
            ["window", var tokens] when Whole(tokens) is >= 1 and <= MostTokens and var window => terms with { Window = window },
            _ => throw new HeavySimException(
                $"Log-probabilities are asked for as {TokenMarks.LeastTop} to {TokenMarks.MostTop} candidates a token, and window=tokens, "
                + $"as in '20' or '20,window=512'; '{text}' is neither."),
        });

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Top},window={Window}");

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
