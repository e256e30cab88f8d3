using System.Globalization;
using HeavySim.Records.Samples;
using HeavySim.Statistics;
using HeavySim.Statistics.Predicting;
using HeavySim.Verifier;

namespace HeavySim.Benchmarks;

/// <summary>
/// How far predictions from a few samples miss the curve of all of them, over many choices of the samples known: on recorded sets, and on
/// simulated sets of shapes that the model of the prediction does not have. Prints a Markdown table; the numbers in docs/statistics.md come
/// from here.
/// </summary>
public static class PredictionTrials
{
    private const int Futures = 100;

    /// <summary>Runs every trial.</summary>
    /// <param name="files">Recorded samples in any form that import reads.</param>
    /// <param name="output">Where the table goes.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> files, TextWriter output)
    {
        await output.WriteLineAsync("| set | from → to | choices | maj: bias, rms | pass: bias, rms | maj covered | pass covered |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|");
        foreach (var file in files)
        {
            var set = await ReadAsync(file);
            var (known, wanted) = set.Max(static p => p.Length) >= 32 ? (8, 32) : (4, 10);
            Trial(output, $"{Path.GetFileName(file).Split('.')[0]}, {set.Count} problems", known, wanted, set.Count > 1000
                ? 10
                : 50, _ => set);
        }

        foreach (var shape in PredictionShape.All)
            Trial(output, $"simulated: {shape.Name}, {shape.Problems} problems x {shape.Samples}", 8, 32, 24, shape.Make);
        return 0;
    }

    private static void Trial(
        TextWriter output, string name, int known, int wanted, int choices, Func<RandomKey,
        IReadOnlyList<(string? Key, Grade Grade)[]>> make)
    {
        var (majority, pass) = (new Misses(), new Misses());
        for (var choice = 0; choice < choices; choice++)
        {
            var key = RandomKey.Of(2026).With(name).With(choice);
            var random = key.With("choice").Open();
            List<(string?, Grade)[]> set = [.. make(key).Select(static p => p.ToArray())];
            set.ForEach(samples => random.Shuffle(samples.AsSpan()));

            var truth = AccuracyCurve.Of(set.Select(AnswerCounts.Of)).Points[wanted - 1];
            var predicted = CurvePrediction.Of([.. set.Select(samples => AnswerCounts.Of(samples.Take(known)))], wanted, key, Futures)
                .Points[wanted - 1];
            majority.Add(predicted.Majority, truth.Majority.Value);
            pass.Add(predicted.Pass, truth.Pass.Value);
        }

        output.WriteLine(
            $"| {name} | {known} → {wanted} | {choices} | {majority.Size} | {pass.Size} | {majority.Covered} | {pass.Covered} |");
        output.Flush();
    }

    private static async Task<List<(string? Key, Grade Grade)[]>> ReadAsync(string file)
    {
        var set = new List<(string?, Grade)[]>();
        await foreach (var problem in SampleFile.ReadAsync(file, new AnswerEngine(), CancellationToken.None))
            set.Add([.. problem.Attempts.Select(static a => ((a.Attempt.Outcome as Outcome.Answered)?.Answer.Key, a.Grade))]);
        return set;
    }

    private sealed class Misses
    {
        private readonly List<double> _points = [];

        public int Covered { get; private set; }

        public string Size => string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Round(_points.Average(), 1):+0.0;-0.0;0.0}, {Math.Sqrt(_points.Average(static m => m * m)):0.0}");

        public void Add(Estimate predicted, double truth)
        {
            _points.Add(100 * (predicted.Value - truth));
            Covered += predicted.Low <= truth && truth <= predicted.High ? 1 : 0;
        }
    }
}
