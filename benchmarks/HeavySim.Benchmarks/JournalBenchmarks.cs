using BenchmarkDotNet.Attributes;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Benchmarks;

/// <summary>Writing attempts with short texts into a store on disk, committed; figures are per attempt.</summary>
[MemoryDiagnoser]
public class JournalBenchmarks
{
    private const int Problems = 1000;
    private const int Agents = 32;

    private readonly ProblemSet _set = ProblemSet.Of(
        "bench", Enumerable.Range(0, Problems)
            .Select(static i => new Problem { Id = $"p{i}", Question = $"What is {i} + 1?", Gold = $"{i + 1}" }));
    private readonly AgentCard[] _cards = [.. Enumerable.Range(0, Agents)
        .Select(static i => new AgentCard(i, "model", "endpoint", "direct", 0.7))];
    private string _folder = "";
    private int _runs;

    [GlobalSetup]
    public void Open() => _folder = Directory.CreateTempSubdirectory("heavysim-bench-").FullName;

    [GlobalCleanup]
    public void Close() => Directory.Delete(_folder, recursive: true);

    [Benchmark(OperationsPerInvoke = Problems * Agents)]
    public void AppendAttempt()
    {
        var store = RunStore.Open(Path.Combine(_folder, $"{_runs++}.db"));
        using var journal = store.Begin(new RunSettings { Name = "bench", Seed = 1, IsSimulated = true }, _set, TimeProvider.System);
        foreach (var problem in _set.Problems)
        {
            foreach (var card in _cards)
            {
                var attempt = new Attempt
                {
                    ProblemId = problem.Id,
                    Agent = card,
                    Outcome = new Outcome.Answered(new Answer("42", "42", AnswerSource.Labelled)),
                    Text = "I add the two numbers one after the other.\n\nAnswer: 42",
                    Usage = new Usage { Calls = 1, InputTokens = 40, OutputTokens = 20 },
                };
                journal.Append(new RecordedAttempt(attempt, Grade.Incorrect, "bench"));
            }
        }

        journal.Flush();
    }
}
