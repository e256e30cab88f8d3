using System.Globalization;

namespace HeavySim.Verifier;

/// <summary>The cross-checks by the names of <c>--check</c>: "none", "verdict", "verdict:3", "verdict+swiss:2.5".</summary>
public static class CrossCheckCatalog
{
    private static readonly IReadOnlyList<Entry> Entries =
    [
        new(
            "verdict",
            "N agents that did not give an answer judge each distinct answer by its solution",
            2, 1,
            Whole(VerdictCheck.OfSolutions)),
        new(
            "reverse",
            "N agents that did not give an answer put each distinct answer back into the problem",
            2, 1,
            Whole(VerdictCheck.OfAnswers)),
        new(
            "listwise",
            "N judges see all distinct answers side by side and name the best (GenSelect)",
            3, 1,
            Whole(static (n, o) => ComparisonCheck.Listwise(n, MostListed, o))),
        new(
            "pairwise",
            "the top N answers meet two by two, each pair in both orders",
            3, 2,
            Whole(ComparisonCheck.Pairwise)),
        new(
            "swiss",
            "all distinct answers meet two by two in rounds, near ones first, and a judge rates both; N calls for each answer",
            2.5, 1,
            static (n, o) => new SwissCheck(n, o),
            IsWhole: false),
        new(
            "notes",
            "every agent sees up to N distinct solutions and may revise its own",
            8, 2,
            Whole(static (n, o) => new NotesCheck(n, o))),
    ];

    // A context holds no more worked solutions than this.
    private const int MostListed = 16;

    private const int MostAllowed = 32;

    /// <summary>Every name with one line on what it does and its number, for help texts.</summary>
    public static IReadOnlyList<(string Name, string Help)> Names { get; } =
    [
        ("none", "nobody checks"),
        .. Entries.Select(static e => (
            $"{e.Name}[:N]",
            string.Create(CultureInfo.InvariantCulture, $"{e.Help}; N is {e.Default} by default"))),
    ];

    /// <summary>The cross-check of a specification, or null for "none".</summary>
    /// <param name="specification">Names joined by '+', each with an optional number after ':'.</param>
    /// <param name="options">Who checks, and within which limits.</param>
    /// <exception cref="HeavySimException">The specification names no such method, or the options do not hold what it needs.</exception>
    public static ICrossChecker? Create(string specification, CrossCheckOptions options)
    {
        options.Validate();
        var methods = Parse(specification).ConvertAll(m => m.Entry.Create(m.Number, options));
        if (methods.Count == 0)
            return null;
        if (methods.Exists(static m => m is NotesCheck) && options.Agents.Count == 0)
            throw new HeavySimException("Comparing notes needs agents, and there are none.");
        if (methods.Exists(static m => m is not NotesCheck) && options.Checkers.Count == 0)
            throw new HeavySimException("A cross-check needs checkers, and there are none.");

        return new CrossCheck(methods, options);
    }

    /// <summary>The specification itself, where it is one.</summary>
    /// <exception cref="HeavySimException">The specification names no such method.</exception>
    internal static string Validated(string specification)
    {
        Parse(specification);
        return specification;
    }

    private static List<(Entry Entry, double Number)> Parse(string specification)
    {
        var parts = specification.Split('+', StringSplitOptions.TrimEntries);
        if (parts is ["none"])
            return [];

        var methods = parts.Select(ParsePart).ToList();
        return methods.Select(static m => m.Entry).Distinct().Count() < methods.Count
            ? throw new HeavySimException($"The cross-check '{specification}' names a method twice.")
            : methods;
    }

    private static (Entry Entry, double Number) ParsePart(string part)
    {
        var (name, number) = part.Split(':', 2) is [var left, var right] ? (left, right) : (part, null);
        if (name.Equals("none", StringComparison.OrdinalIgnoreCase))
            throw new HeavySimException("'none' stands alone: a cross-check is 'none' or a list of methods joined by '+'.");

        var entry = Entries.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new HeavySimException(UnknownName.Message("cross-check", name, ["none", .. Entries.Select(static e => e.Name)]));
        if (number is null)
            return (entry, entry.Default);
        if (!WrittenNumber.TryReal(number, out var n) || n < entry.Least || n > MostAllowed || (entry.IsWhole && !double.IsInteger(n)))
        {
            throw new HeavySimException(
                $"The number of '{entry.Name}' must be {entry.Least} to {MostAllowed}{(entry.IsWhole ? "" : ", fractions allowed")}, "
                    + $"not '{number}'.");
        }

        return (entry, n);
    }

    private static Func<double, CrossCheckOptions, ICheckMethod> Whole(Func<int, CrossCheckOptions, ICheckMethod> create) =>
        (n, options) => create((int)n, options);

    private sealed record Entry(
        string Name, string Help, double Default, int Least, Func<double, CrossCheckOptions, ICheckMethod> Create, bool IsWhole = true);
}
