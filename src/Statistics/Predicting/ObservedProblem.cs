namespace HeavySim.Statistics.Predicting;

/// <summary>One problem's recorded samples, split into right, wrong and silent.</summary>
internal sealed class ObservedProblem
{
    private readonly AnswerUrn _rightUrn;
    private readonly AnswerUrn _wrongUrn;

    public ObservedProblem(AnswerCounts problem)
    {
        var right = new List<int>();
        var wrong = new List<int>();
        for (var i = 0; i < problem.Counts.Length; i++)
        {
            // A class with mixed grades goes to the side of most of its samples.
            (problem.RightShares[i] >= 0.5 ? right : wrong).Add(problem.Counts[i]);
        }

        RightClasses = [.. right];
        WrongClasses = [.. wrong];
        Silent = problem.Abstained;
        Samples = problem.Samples;
        Right = right.Sum();
        RightLikelihoods = LikelihoodsOf(RightClasses);
        WrongLikelihoods = LikelihoodsOf(WrongClasses);
        _rightUrn = new AnswerUrn(RightClasses);
        _wrongUrn = new AnswerUrn(WrongClasses);
    }

    /// <summary>Sizes of the right answer classes.</summary>
    public int[] RightClasses { get; }

    /// <summary>Sizes of the wrong answer classes.</summary>
    public int[] WrongClasses { get; }

    /// <summary>Samples without an answer.</summary>
    public int Silent { get; }

    /// <summary>All samples.</summary>
    public int Samples { get; }

    /// <summary>Samples that are right.</summary>
    public int Right { get; }

    /// <summary>How likely the right classes are under each process of the grid; null where one sample or none tells nothing.</summary>
    public double[]? RightLikelihoods { get; }

    /// <summary>How likely the wrong classes are under each process of the grid; null where one sample or none tells nothing.</summary>
    public double[]? WrongLikelihoods { get; }

    /// <summary>The recorded samples and new ones, up to a number.</summary>
    public AnswerCounts Complete(int samples, SampleLaw law, ref RandomStream random)
    {
        _rightUrn.Reset();
        _wrongUrn.Reset();
        var silent = Silent;
        for (var drawn = Samples; drawn < samples; drawn++)
        {
            if (random.NextDouble() < law.RightChance)
                _rightUrn.Draw(law.RightAnswers, ref random);
            else if (random.NextDouble() < law.SilentChance)
                silent++;
            else
                _wrongUrn.Draw(law.WrongAnswers, ref random);
        }

        int[] counts = [.. _rightUrn.Counts, .. _wrongUrn.Counts];
        var shares = new double[counts.Length];
        shares.AsSpan(0, _rightUrn.Counts.Count).Fill(1);
        return new AnswerCounts(counts, shares, silent);
    }

    private static double[]? LikelihoodsOf(int[] classes) => classes.Sum() > 1 ? ProcessGrid.Likelihoods(classes) : null;
}
