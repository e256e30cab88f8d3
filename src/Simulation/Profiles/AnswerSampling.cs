using System.Globalization;

namespace HeavySim.Simulation;

/// <summary>Draws the classes of k answers to each of many problems, and scores them.</summary>
internal sealed class AnswerSampling(SimulationProfile profile, long seed)
{
    // pass@1 is a mean over samples: more than one of them costs little and takes the noise out.
    private const int SamplesForOne = 32;

    private readonly AnswerLaw _answers = new(profile, seed);
    private readonly TokenLaw _tokens = new(profile.Tokens, profile.Fast);
    private readonly JudgeLaw _judge = JudgeLaw.Of(profile.Checker);

    /// <summary>The mean of a metric over problems.</summary>
    public double Mean(ClaimMetric metric, int problems)
    {
        var sum = 0.0;
        var counts = new int[1 + profile.WrongAnswers.Classes];
        for (var i = 0; i < problems; i++)
        {
            var odds = _answers.OddsOf(i.ToString(CultureInfo.InvariantCulture), "", null, 0);
            Count(odds, metric is { Kind: "pass", K: 1 } ? SamplesForOne : metric.K, counts);
            sum += metric.Kind switch
            {
                "pass" when metric.K == 1 => (double)counts[0] / SamplesForOne,
                "pass" => counts[0] > 0 ? 1 : 0,
                "maj" => Majority(counts),
                _ => Listwise(odds, counts),
            };
        }

        return sum / problems;
    }

    /// <summary>How often each class comes among k answers; what abstains or is cut off is not counted.</summary>
    public void Count(in ProblemOdds odds, int k, Span<int> counts)
    {
        counts.Clear();
        for (var sample = 0; sample < k; sample++)
        {
            var stream = odds.Key.With(sample).Open();
            var answer = _answers.Draw(odds, ref stream);
            if (answer != AnswerLaw.None
                && _tokens.Draw(ref stream, odds.Solve, answer > 0, isFast: false, share: 1) <= profile.Tokens.Limit)
                counts[answer]++;
        }
    }

    private static double Majority(ReadOnlySpan<int> counts)
    {
        var most = 0;
        var tied = 0;
        foreach (var count in counts)
        {
            if (count > most)
                (most, tied) = (count, 1);
            else if (count == most)
                tied++;
        }

        return most > 0 && counts[0] == most ? 1.0 / tied : 0;
    }

    private double Listwise(in ProblemOdds odds, ReadOnlySpan<int> counts)
    {
        var best = double.NegativeInfinity;
        var isRight = false;
        for (var answer = 0; answer < counts.Length; answer++)
        {
            if (counts[answer] == 0)
                continue;

            var key = answer.ToString(CultureInfo.InvariantCulture);
            var score = _judge.Score(odds.Key, "compare", key, answer == 0, answer == 1 + odds.Turn, request: 0);
            if (score > best)
                (best, isRight) = (score, answer == 0);
        }

        return isRight ? 1 : 0;
    }
}
