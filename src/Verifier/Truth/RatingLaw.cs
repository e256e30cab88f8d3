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

    // The prior, as answers and verdicts seen before any. Assumed.
    private const double PriorVerdicts = 20;
    private static readonly double[] PriorAccepting = [.1, .35, .65, .9];
    private static readonly double[][] PriorSorts = [[2, 4, 8, 10], [10, 8, 4, 2], [6, 6, 6, 6]];

    private readonly double[] _cuts;

    // By role, how often an answer is of each sort; by sort, how often a rating is on each level.
    private readonly double[][] _sorts;
    private readonly double[][] _levels;

    private RatingLaw(string name, double[] cuts, double[][] sorts, double[][] levels, bool isBlind)
    {
        Name = name;
        _cuts = cuts;
        _sorts = sorts;
        _levels = levels;
        IsBlind = isBlind;
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
        return new RatingLaw(
            checker,
            [Middle(ratings.Where(static r => r < .5), .25), .5, Middle(ratings.Where(static r => r >= .5), .75)],
            [.. PriorSorts.Select(Shares)], [.. Enumerable.Range(0, Sorts).Select(static s => Shares(PriorLevels(s)))], isBlind: false);
    }

    public ITruthLaw With(ReadOnlySpan<double> terms)
    {
        var rows = new double[_sorts.Length + _levels.Length][];
        for (var r = 0; r < rows.Length; r++)
            rows[r] = Softmax.Of(terms.Slice(r * Levels, Levels).ToArray());
        return new RatingLaw(Name, _cuts, rows[.._sorts.Length], rows[_sorts.Length..], IsBlind);
    }

    public void AddTo(double[] scores, TruthProblem problem)
    {
        if (Find(problem) is not { } rated)
            return;

        var answers = problem.Answers.Count;
        var gainRight = new double[answers];
        var gainRival = new double[answers];
        Span<double> sorts = stackalloc double[Sorts];
        var allWrong = 0.0;
        for (var a = 0; a < answers; a++)
        {
            Likelihoods(rated.Ratings[a], sorts);
            var wrong = Math.Log(Mixed(_sorts[Wrong], sorts));
            gainRight[a] = Math.Log(Mixed(_sorts[Right], sorts)) - wrong;
            gainRival[a] = Math.Log(Mixed(_sorts[Rival], sorts)) - wrong;
            allWrong += wrong;
        }

        for (var t = 0; t <= answers; t++)
        {
            var rival = problem.Rivals[IsBlind ? answers : t];
            scores[t] += allWrong + (rival < 0 ? 0 : gainRival[rival]) + (t < answers && !IsBlind ? gainRight[t] : 0);
        }
    }

    public ITruthLaw Learn(IReadOnlyList<TruthProblem> problems, IReadOnlyList<double[]> truths)
    {
        var sorts = PriorSorts.Select(static row => row.ToArray()).ToArray();
        var levels = Enumerable.Range(0, Sorts).Select(PriorLevels).ToArray();
        Span<double> likelihoods = stackalloc double[Sorts];
        Span<double> roles = stackalloc double[PriorSorts.Length];
        for (var p = 0; p < problems.Count; p++)
        {
            if (Find(problems[p]) is not { } rated)
                continue;

            for (var a = 0; a < rated.Ratings.Count; a++)
            {
                if (rated.Ratings[a].Count == 0)
                    continue;

                Likelihoods(rated.Ratings[a], likelihoods);
                Roles(problems[p], truths[p], a, roles);
                for (var role = 0; role < roles.Length; role++)
                {
                    var mixed = Mixed(_sorts[role], likelihoods);
                    for (var s = 0; s < Sorts; s++)
                    {
                        var share = roles[role] * _sorts[role][s] * likelihoods[s] / mixed;
                        sorts[role][s] += share;
                        foreach (var rating in rated.Ratings[a])
                            levels[s][Level(rating)] += share;
                    }
                }
            }
        }

        return new RatingLaw(Name, _cuts, [.. sorts.Select(Shares)], [.. levels.Select(Shares)], IsBlind);
    }

    public ITruthLaw Blinded() => new RatingLaw(Name, _cuts, _sorts, _levels, isBlind: true);

    public ITruthLaw Inverted() => new RatingLaw(Name, _cuts, [_sorts[Wrong], _sorts[Right], _sorts[Right]], _levels, IsBlind);

    /// <summary>How likely an answer is the right one, an ordinary wrong one, and the wrong one that most members gave.</summary>
    private void Roles(TruthProblem problem, double[] truth, int answer, Span<double> roles)
    {
        roles.Clear();
        for (var t = 0; t < truth.Length; t++)
        {
            var role = t == answer && !IsBlind ? Right : problem.Rivals[IsBlind ? truth.Length - 1 : t] == answer ? Rival : Wrong;
            roles[role] += truth[t];
        }
    }

    private RatedAnswers? Find(TruthProblem problem)
    {
        foreach (var rated in problem.Ratings)
        {
            if (rated.Checker == Name)
                return rated;
        }

        return null;
    }

    /// <summary>How likely each sort is to be rated so.</summary>
    private void Likelihoods(IReadOnlyList<double> ratings, Span<double> sorts)
    {
        sorts.Fill(1);
        foreach (var rating in ratings)
        {
            var level = Level(rating);
            for (var s = 0; s < Sorts; s++)
                sorts[s] *= _levels[s][level];
        }
    }

    private int Level(double rating)
    {
        var level = 0;
        while (level < _cuts.Length && rating >= _cuts[level])
            level++;
        return level;
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
}
