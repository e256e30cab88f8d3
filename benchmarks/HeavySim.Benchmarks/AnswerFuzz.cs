using System.Diagnostics;
using HeavySim.Verifier;
using HeavySim.Verifier.Tests.Answers;

namespace HeavySim.Benchmarks;

/// <summary>
/// Random texts through extraction, canonical form and grading: <c>-- answer-fuzz 1000000</c>. Prints the rate and the slowest text, and
/// fails on an exception, on a case over a quarter of a second, and on an answer whose key differs when read again.
/// </summary>
internal static class AnswerFuzz
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the fuzz.</summary>
    /// <param name="count">How many texts.</param>
    /// <param name="seed">The same seed draws the same texts.</param>
    /// <returns>0 when all went well, 1 otherwise.</returns>
    public static int Run(int count, long seed = 1)
    {
        var engine = new AnswerEngine();
        var random = RandomKey.Of(seed).With("answer-fuzz").Open();
        var (answered, faults, worst, worstText) = (0, 0, TimeSpan.Zero, "");
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var text = AnswerSoup.Draw(ref random, most: 40);
            var problem = Problems.All[random.NextInt(Problems.All.Count)];
            var before = clock.Elapsed;
            if (!IsSound(engine, problem, text, ref answered))
                faults++;
            var spent = clock.Elapsed - before;
            if (spent > worst)
                (worst, worstText) = (spent, $"[{problem.Kind}] {text}");
        }

        Console.WriteLine(
            $"{count} texts in {clock.Elapsed.TotalSeconds:0.0} s ({count / clock.Elapsed.TotalSeconds:0} a second), {answered} answered, "
            + $"{faults} faults");
        Console.WriteLine($"slowest {worst.TotalMilliseconds:0.0} ms: {worstText.ReplaceLineEndings("\\n")}");
        return faults == 0 && worst < Slow ? 0 : 1;
    }

    private static bool IsSound(AnswerEngine engine, Problem problem, string text, ref int answered)
    {
        try
        {
            var extracted = engine.Extract(problem, text);
            var read = engine.Read(problem, text);
            var again = engine.Read(problem, text);
            engine.Grade(problem with { Gold = text }, read);
            if (extracted is not null)
                answered++;
            if (read?.Key == again?.Key)
                return true;

            Console.WriteLine($"unstable [{problem.Kind}] {text}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Console.WriteLine($"{e.GetType().Name} [{problem.Kind}] {text}");
        }

        return false;
    }
}
