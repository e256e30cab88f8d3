using System.Runtime.InteropServices;

namespace HeavySim.Verifier.Truth;

/// <summary>
/// The verdicts of one kind of checker, by latent classes (Lazarsfeld and Henry 1968): an answer is of one of four sorts, from
/// transparently wrong to convincing, and its checkers draw their ratings from the sort, so that they fall for the same slips. How often an
/// answer is of which sort depends on whether it is right, wrong, or the wrong one that most members gave.
/// </summary>
/// <remarks>
/// Where the checkers are blind, right answers are of the same sorts as wrong ones of as many votes; all else stays. So what the seeing law
/// explains better is due to the truth alone.
/// </remarks>
internal sealed class RatingLaw : ITruthLaw
{
    private const int Sorts = 4;
    private const int Levels = 4;
    private const int Right = 0;
    private const int Wrong = 1;
    private const int Rival = 2;
    private const int Roles = 3;

    // The prior, as answers and verdicts seen before any. Assumed.
    private const double PriorVerdicts = 20;
    private static readonly double[] PriorAccepting = [.1, .35, .65, .9];
    private static readonly double[][] PriorSorts = [[2, 4, 8, 10], [10, 8, 4, 2], [6, 6, 6, 6]];

    private readonly double[] _cuts;

    // By role, how often an answer is of each sort; by sort, how often a rating is on each level.
    private readonly double[][] _sorts;
    private readonly double[][] _levels;

    // What was seen, and what an answer rated so adds to the log-likelihood.
    private readonly RatingTable _table;
    private readonly PatternScores[] _scores;

    private RatingLaw(string name, double[] cuts, double[][] sorts, double[][] levels, bool isBlind, RatingTable table)
    {
        Name = name;
        _cuts = cuts;
        _sorts = sorts;
        _levels = levels;
        IsBlind = isBlind;
        _table = table;
        _scores = Array.ConvertAll(table.Patterns, Score);
    }

    public string Name { get; }

    public string Words => IsBlind
        ? $"{Name} are not heard, as they were not seen to tell right from wrong"
        : $"{Name} accept {Accepted(Right):0%} of right and {Accepted(Wrong):0%} of wrong answers";

    public bool IsBlind { get; }

    public bool IsInverted => !IsBlind && Accepted(Right) < Accepted(Wrong);

    public IReadOnlyList<double> Terms => [.. _sorts.Concat(_levels).SelectMany(static row => row).Select(static x => Math.Log(x))];

    /// <summary>The law before anything is learned, its levels cut at the middle of what was rated above and below one half.</summary>
    public static RatingLaw Of(string checker, IEnumerable<TruthProblem> problems)
    {
        var ratings = problems.SelectMany(static p => p.Ratings)
            .Where(r => r.Checker == checker)
            .SelectMany(static r => r.Ratings)
            .SelectMany(static r => r)
            .ToList();
        double[] cuts = [Middle(ratings.Where(static r => r < .5), .25), .5, Middle(ratings.Where(static r => r >= .5), .75)];
        return new RatingLaw(
            checker, cuts, [.. PriorSorts.Select(Shares)], [.. Enumerable.Range(0, Sorts).Select(static s => Shares(PriorLevels(s)))],
            isBlind: false, new RatingTable(checker, cuts, []));
    }

    public ITruthLaw With(ReadOnlySpan<double> terms)
    {
        var rows = new double[_sorts.Length + _levels.Length][];
        for (var r = 0; r < rows.Length; r++)
            rows[r] = Softmax.Of(terms.Slice(r * Levels, Levels).ToArray());
        return new RatingLaw(Name, _cuts, rows[.._sorts.Length], rows[_sorts.Length..], IsBlind, _table);
    }

    public ITruthLaw Over(IReadOnlyList<TruthProblem> problems) =>
        new RatingLaw(Name, _cuts, _sorts, _levels, IsBlind, new RatingTable(Name, _cuts, problems));

    public void AddTo(Span<double> scores, int problem)
    {
        var patterns = _table.PatternsOf(problem);
        var rivals = _table.RivalsOf(problem);
        var allWrong = 0.0;
        for (var t = 0; t < patterns.Length; t++)
        {
            ref readonly var own = ref _scores[patterns[t]];
            allWrong += own.Wrong;
            scores[t] += IsBlind ? 0 : own.GainRight;
        }

        for (var t = 0; t < rivals.Length; t++)
        {
            var rival = rivals[IsBlind ? ^1 : t];
            scores[t] += allWrong + (rival < 0 ? 0 : _scores[rival].GainRival);
        }
    }

    public ITruthLaw Learn(RaggedRows<double> truths)
    {
        var sorts = PriorSorts.Select(static row => row.ToArray()).ToArray();
        var levels = Enumerable.Range(0, Sorts).Select(PriorLevels).ToArray();
        Span<double> likelihoods = stackalloc double[Sorts];
        var seen = RolesByPattern(truths);
        for (var i = 0; i < _table.Patterns.Length; i++)
        {
            // What nobody rated is of no sort.
            var pattern = _table.Patterns[i];
            var roles = seen.AsSpan(i * Roles, Roles);
            if (pattern.IsEmpty)
                continue;

            Likelihoods(pattern, likelihoods);
            for (var role = 0; role < roles.Length; role++)
            {
                var mixed = Mixed(_sorts[role], likelihoods);
                for (var s = 0; s < Sorts; s++)
                {
                    var share = roles[role] * _sorts[role][s] * likelihoods[s] / mixed;
                    sorts[role][s] += share;
                    for (var level = 0; level < Levels; level++)
                        levels[s][level] += share * pattern[level];
                }
            }
        }

        return new RatingLaw(Name, _cuts, [.. sorts.Select(Shares)], [.. levels.Select(Shares)], IsBlind, _table);
    }

    public ITruthLaw Blinded() => new RatingLaw(Name, _cuts, _sorts, _levels, isBlind: true, _table);

    public ITruthLaw Inverted() =>
        new RatingLaw(Name, _cuts, [_sorts[Wrong], _sorts[Right], _sorts[Right]], _levels, IsBlind, _table);

    /// <summary>
    /// By pattern of ratings, how many answers that were rated so are expected to be right, ordinary wrong ones, and the wrong one that
    /// most members gave.
    /// </summary>
    private double[] RolesByPattern(RaggedRows<double> truths)
    {
        var seen = new double[_table.Patterns.Length * Roles];
        for (var p = 0; p < truths.Count; p++)
        {
            var patterns = _table.PatternsOf(p);
            var rivals = _table.RivalsOf(p);
            var truth = truths[p];
            for (var t = 0; t < patterns.Length; t++)
                Move(patterns[t], Right, IsBlind ? 0 : truth[t], 1);
            for (var t = 0; t < rivals.Length; t++)
            {
                var rival = rivals[IsBlind ? ^1 : t];
                if (rival >= 0)
                    Move(rival, Rival, truth[t], 0);
            }
        }

        return seen;

        void Move(int pattern, int role, double mass, double answers)
        {
            seen[(pattern * Roles) + role] += mass;
            seen[(pattern * Roles) + Wrong] += answers - mass;
        }
    }

    /// <summary>How likely each sort is to be rated so.</summary>
    private void Likelihoods(RatingPattern pattern, Span<double> sorts)
    {
        sorts.Fill(1);
        for (var level = 0; level < Levels; level++)
        {
            for (var i = 0; i < pattern[level]; i++)
            {
                for (var s = 0; s < Sorts; s++)
                    sorts[s] *= _levels[s][level];
            }
        }
    }

    private PatternScores Score(RatingPattern pattern)
    {
        Span<double> likelihoods = stackalloc double[Sorts];
        Likelihoods(pattern, likelihoods);
        var wrong = Math.Log(Mixed(_sorts[Wrong], likelihoods));
        return new PatternScores(
            wrong, Math.Log(Mixed(_sorts[Right], likelihoods)) - wrong, Math.Log(Mixed(_sorts[Rival], likelihoods)) - wrong);
    }

    private double Accepted(int role)
    {
        var sum = 0.0;
        for (var s = 0; s < Sorts; s++)
            sum += _sorts[role][s] * (_levels[s][2] + _levels[s][3]);
        return sum;
    }

    private static double Mixed(double[] shares, ReadOnlySpan<double> likelihoods)
    {
        var sum = 0.0;
        for (var s = 0; s < Sorts; s++)
            sum += shares[s] * likelihoods[s];
        return Math.Max(sum, 1e-300);
    }

    /// <summary>Ratings as two draws of accepted or not would fall on the levels.</summary>
    private static double[] PriorLevels(int sort)
    {
        var p = PriorAccepting[sort];
        return [PriorVerdicts * (1 - p) * (1 - p), PriorVerdicts * (1 - p) * p, PriorVerdicts * p * (1 - p), PriorVerdicts * p * p];
    }

    private static double[] Shares(double[] counts)
    {
        var sum = counts.Sum();
        return [.. counts.Select(c => Math.Max(c / sum, 1e-9))];
    }

    private static double Middle(IEnumerable<double> ratings, double otherwise)
    {
        var sorted = ratings.Order().ToList();
        return sorted.Count == 0 ? otherwise : sorted[sorted.Count / 2];
    }

    /// <summary>What an answer's ratings add to the log-likelihood.</summary>
    /// <param name="Wrong">Where it is an ordinary wrong one.</param>
    /// <param name="GainRight">By how much more where it is right.</param>
    /// <param name="GainRival">By how much more where it is the wrong one that most members gave.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct PatternScores(double Wrong, double GainRight, double GainRival);
}
