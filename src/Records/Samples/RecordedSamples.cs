using HeavySim.Records.Formats;

namespace HeavySim.Records.Samples;

/// <summary>Recorded samples held for replay: by problem, in the order recorded. Immutable once loaded.</summary>
internal sealed class RecordedSamples
{
    private readonly Dictionary<string, List<RecordedAttempt>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RecordedAttempt>> _byQuestion = new(StringComparer.Ordinal);

    private RecordedSamples(string name) => Name = name;

    /// <summary>The file's name without folder and extensions.</summary>
    public string Name { get; }

    /// <summary>How many problems have samples.</summary>
    public int Problems => _byId.Count;

    /// <summary>The largest number of samples that any problem has.</summary>
    public int MaxSamples => _byId.Values.Max(static s => s.Count);

    /// <summary>The model of sample i of the first problem: who is who where each sample comes from another model.</summary>
    public IReadOnlyList<string> Models => [.. _byId.Values.First().Select(static s => s.Attempt.Agent.Model)];

    /// <summary>Loads a file in any form that <see cref="SampleFile"/> reads.</summary>
    /// <exception cref="HeavySimException">The file cannot be used; the message names file and line.</exception>
    public static async Task<RecordedSamples> LoadAsync(string path, IAnswerEngine engine, CancellationToken cancellationToken)
    {
        string stem;
        using (var file = SourceFile.Open(path))
            stem = file.Stem;

        var reading = new SampleReading(engine);
        var samples = await ReadAsync(stem, path, reading, cancellationToken);
        return reading.Repeated.Count == 0 ? samples : await ReadAsync(stem, path, reading.Again(), cancellationToken);
    }

    /// <summary>The samples of a problem, by its id, else by its exact question; empty when there are none.</summary>
    public IReadOnlyList<RecordedAttempt> Of(Problem problem) =>
        _byId.TryGetValue(problem.Id, out var samples) || _byQuestion.TryGetValue(problem.Question, out samples) ? samples : [];

    private static async Task<RecordedSamples> ReadAsync(
        string stem, string path, SampleReading reading, CancellationToken cancellationToken)
    {
        var samples = new RecordedSamples(stem);
        await foreach (var sampled in SampleFile.ReadAsync(path, reading, cancellationToken))
            samples.Add(sampled);

        return samples;
    }

    private void Add(SampledProblem sampled)
    {
        if (!_byId.TryGetValue(sampled.Problem.Id, out var samples))
        {
            samples = [];
            _byId.Add(sampled.Problem.Id, samples);
            _byQuestion.TryAdd(sampled.Problem.Question, samples);
        }

        // Who had seen what others said is no sample of what an agent answers.
        samples.AddRange(sampled.Attempts.Where(static a => a.Attempt.Round == 0));
    }
}
