using HeavySim.Statistics.Comparing;
using HeavySim.Statistics.Planning;

namespace HeavySim.Experiments.Comparing;

/// <summary>Compares two runs, or two readings of one, problem by problem.</summary>
internal sealed class RunComparer
{
    private readonly ComparedSide _first;
    private readonly ComparedSide _second;
    private readonly ComparedPairs _pairs;
    private readonly bool _isOneRun;

    private RunComparer(ComparedSide first, ComparedSide second, bool isOneRun, long seed)
    {
        _first = first;
        _second = second;
        _isOneRun = isOneRun;
        _pairs = ComparedPairs.Of(first, second, RandomKey.Of(seed).With("compare"));
    }

    /// <summary>Compares.</summary>
    /// <param name="first">The first side.</param>
    /// <param name="second">The second, of the same store or another.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="seed">Names the random signs of the tests.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">
    /// The runs have no graded problem in common, one cannot be read, or a stop rule cannot be replayed on it.
    /// </exception>
    public static async Task<RunComparison> CompareAsync(
        ComparedRun first, ComparedRun second, IAnswerEngine answers, long seed, CancellationToken cancellationToken)
    {
        var one = await ComparedSide.ReadAsync(first, answers, cancellationToken);
        var other = await ComparedSide.ReadAsync(second, answers, cancellationToken);
        var comparer = new RunComparer(one, other, first.Run.IsSameAs(second.Run), seed);
        if (comparer._pairs.Count == 0)
            throw new HeavySimException(
                $"{first.Name} and {second.Name} have no graded problem in common: problems are paired by their questions.");

        if (one.HasCurve && other.HasCurve)
        {
            await one.ReadCurveAsync(first.Run, answers, cancellationToken);
            await other.ReadCurveAsync(second.Run, answers, cancellationToken);
        }

        return comparer.Compare();
    }

    private RunComparison Compare()
    {
        // The votes of one run do not differ from themselves.
        var areVotesCompared = !_isOneRun && _first.HasCurve && _second.HasCurve;
        var tokens = new TokenComparison(_first, _second, _pairs);
        var comparison = new RunComparison
        {
            First = _first.Name,
            Second = _second.Name,
            Simulated = _first.Run.Settings.IsSimulated || _second.Run.Settings.IsSimulated,
            Problems = _pairs.Count,
            Unpaired = _first.Problems.Count + _second.Problems.Count - (2 * _pairs.Count),
            EqualK = areVotesCompared ? [.. ComparedPairs.Ticks(_pairs.CommonK).Select(AtK)] : [],
            EqualTokens = areVotesCompared ? tokens.OfVotes() : [],
            ChoicesAtTokens = tokens.OfChoices(),
            Curves = CurveComparison.Of(_first, _second, _pairs),
            Selected = Choices(),
            Categories = Categories(),
            FirstTokensPerSample = _pairs.Mean(static p => p.First.TokensPerSample),
            SecondTokensPerSample = _pairs.Mean(static p => p.Second.TokensPerSample),
            // The whole variance of the differences, as it was measured, of one problem with that error.
            Detectable = Intervals.StandardError([.. _pairs.Differences]) is > 0 and var error
                ? Math.Min(1, new PowerAnalysis(error * error, 0, 0).DetectableDifference(1, 1, 1))
                : null,
            Sentence = "",
        };
        return comparison with { Sentence = ComparisonSentence.Of(comparison) };
    }

    private ComparedChoices Choices()
    {
        var paired = _pairs.Compare(static p => p.First.Right, static p => p.Second.Right, "choices");
        int? onlyFirst = null, onlySecond = null;
        if (_pairs.AreBinary)
            (onlyFirst, onlySecond) = (_pairs.Differences.Count(static d => d > 0), _pairs.Differences.Count(static d => d < 0));
        return new ComparedChoices(
            _first.MethodInWords,
            _second.MethodInWords,
            paired.First,
            paired.Second,
            ReportedDifference.Of(paired),
            onlyFirst,
            onlySecond,
            onlyFirst is { } b && onlySecond is { } c ? McNemar.Exact(b, c) : null,
            _pairs.SignFlip("choices"),
            _pairs.Mean(static p => p.First.Tokens),
            _pairs.Mean(static p => p.Second.Tokens));
    }

    private ComparedAtK AtK(int k)
    {
        var reached = _pairs.Reaching(k);
        var majority = reached.Compare(p => p.First.Curve.Majority[k - 1], p => p.Second.Curve.Majority[k - 1], $"maj {k}");
        var pass = reached.Compare(p => p.First.Curve.Pass[k - 1], p => p.Second.Curve.Pass[k - 1], $"pass {k}");
        return new ComparedAtK(
            k,
            majority.First,
            majority.Second,
            ReportedDifference.Of(majority),
            pass.First,
            pass.Second,
            ReportedDifference.Of(pass));
    }

    private IReadOnlyList<ComparedCategory> Categories()
    {
        var groups = _pairs.ByCategory();
        if (groups.Count < 2)
            return [];

        var effects = groups.Select(
            static g => g.Pairs.Compare(static p => p.First.Right, static p => p.Second.Right, $"category {g.Category}")).ToList();
        var adjusted = Holm.Adjust([.. effects.Select(static e => e.PValue)]);
        return
        [
            .. effects.Select((e, i) => new ComparedCategory(
                groups[i].Category, e.Problems, e.First.Value, e.Second.Value, e.Difference.Value, e.Difference.Low, e.Difference.High,
                e.PValue, adjusted[i])),
        ];
    }
}
