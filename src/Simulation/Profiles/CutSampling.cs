using System.Globalization;
using System.Runtime.InteropServices;
using HeavySim.Mathematics;

namespace HeavySim.Simulation;

/// <summary>
/// DeepConf's online form over many more attempts than an ensemble has agents (Fu et al. 2025, arXiv:2508.15260): a warm-up of 16 whole
/// attempts, the bar at the percentile of their lowest groups that keeps a tenth ("low"), every later one cut where a window of 2,048
/// tokens falls below it, and a vote of those above it, weighed by the lowest group. As the paper's own code, it does not end before the
/// last attempt. Attempts are drawn as the simulated model draws them, in blocks of tokens.
/// </summary>
internal sealed class CutSampling(SimulationProfile profile, long seed)
{
    private const int WarmUp = 16;
    private const int Window = 2048 / ConfidenceTrack.Block;
    private const double Keep = .1;

    private readonly AnswerLaw _answers = new(profile, seed);
    private readonly TokenLaw _tokens = new(profile.Tokens, profile.Fast);

    /// <summary>What it gains over the plain vote of all attempts, and the share of their tokens that it saves.</summary>
    public (double Gain, double Saved) Mean(int attempts, int problems)
    {
        var (gain, spent, all) = (0.0, 0.0, 0.0);
        for (var i = 0; i < problems; i++)
        {
            var odds = _answers.OddsOf(i.ToString(CultureInfo.InvariantCulture), "", null, 0);
            var drawn = Draw(odds, attempts);
            var counts = new double[1 + profile.WrongAnswers.Classes];
            foreach (var attempt in drawn.Where(static a => a.Answer >= 0))
                counts[attempt.Answer]++;
            var (weights, tokens) = Run(odds, drawn);
            gain += Share(weights) - Share(counts);
            spent += tokens;
            all += drawn.Sum(static a => (double)a.Tokens);
        }

        return (gain / problems, 1 - (spent / all));
    }

    private Drawn[] Draw(in ProblemOdds odds, int attempts)
    {
        var drawn = new Drawn[attempts];
        for (var sample = 0; sample < attempts; sample++)
        {
            var key = odds.Key.With(sample);
            var stream = key.Open();
            var answer = _answers.Draw(odds, ref stream);
            var tokens = _tokens.Draw(ref stream, odds.Solve, answer != 0, isFast: false, share: 1);
            drawn[sample] = tokens > profile.Tokens.Limit
                ? new Drawn(key, AnswerLaw.None, answer, profile.Tokens.Limit)
                : new Drawn(key, answer, answer, tokens);
        }

        return drawn;
    }

    private (double[] Weights, double Tokens) Run(in ProblemOdds odds, Drawn[] drawn)
    {
        var weights = new double[1 + profile.WrongAnswers.Classes];
        var lowest = new double[Math.Min(WarmUp, drawn.Length)];
        var tokens = 0.0;
        for (var i = 0; i < lowest.Length; i++)
        {
            lowest[i] = Lowest(odds, drawn[i], double.NegativeInfinity).Confidence;
            tokens += drawn[i].Tokens;
        }

        var bar = Percentile.Of([.. lowest.Order()], 1 - Keep);
        for (var i = 0; i < lowest.Length; i++)
        {
            if (lowest[i] >= bar)
                Vote(drawn[i], lowest[i]);
        }

        for (var i = lowest.Length; i < drawn.Length; i++)
        {
            var (confidence, read) = Lowest(odds, drawn[i], bar);
            tokens += read;
            if (confidence >= bar)
                Vote(drawn[i], confidence);
        }

        return (weights, tokens);

        void Vote(in Drawn attempt, double confidence)
        {
            if (attempt.Answer >= 0)
                weights[attempt.Answer] += confidence;
        }
    }

    /// <summary>The lowest group of an attempt that is read until it falls below the bar, and how many tokens that took.</summary>
    private (double Confidence, int Tokens) Lowest(in ProblemOdds odds, in Drawn attempt, double bar)
    {
        int? own = attempt.Written == AnswerLaw.None ? null : attempt.Written;
        var track = new ConfidenceTrack(profile.Logprobs, odds, attempt.Key, attempt.Tokens, own, isWrong: own != 0);
        Span<double> window = stackalloc double[Window];
        var (sum, lowest) = (0.0, double.PositiveInfinity);
        var blocks = Math.Max(1, attempt.Tokens / ConfidenceTrack.Block);
        for (var block = 0; block < blocks; block++)
        {
            var mean = track.NextBlock();
            sum += mean - window[block % Window];
            window[block % Window] = mean;
            if (block + 1 < Window)
                continue;

            lowest = Math.Min(lowest, sum / Window);
            if (lowest < bar)
                return (lowest, Math.Min(attempt.Tokens, (block + 1) * ConfidenceTrack.Block));
        }

        return (blocks < Window ? sum / blocks : lowest, attempt.Tokens);
    }

    /// <summary>1 where the right answer leads, a share of it where it is level with others.</summary>
    private static double Share(double[] weights)
    {
        var most = weights.Max();
        return most > 0 && weights[0] == most ? 1.0 / weights.Count(w => w == most) : 0;
    }

    /// <param name="Key">Names its draws.</param>
    /// <param name="Answer">The class of its answer, or none where it is cut at its limit.</param>
    /// <param name="Written">The class it would have written.</param>
    /// <param name="Tokens">Its length.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Drawn(RandomKey Key, int Answer, int Written, int Tokens);
}
