using System.Text.Json.Serialization.Metadata;
using HeavySim.Records.Store;

namespace HeavySim.Records.Formats;

/// <summary>Writes the own form: the run, then each problem with its attempts and its solution, a line each.</summary>
internal static class OwnExport
{
    private static readonly byte[] Break = [(byte)'\n'];

    /// <summary>Streams a run.</summary>
    public static async Task WriteAsync(RunReader run, Stream content, CancellationToken cancellationToken)
    {
        await WriteLineAsync(content, RunRecord.Of(run.Summary), OwnJson.Readable.RunRecord, cancellationToken);
        foreach (var problem in run.Problems())
        {
            await WriteLineAsync(content, ProblemRecord.Of(problem.Problem), OwnJson.Readable.ProblemRecord, cancellationToken);
            foreach (var attempt in problem.Attempts)
                await WriteLineAsync(content, AttemptRecord.Of(attempt), OwnJson.Readable.AttemptRecord, cancellationToken);
            if (problem.Solution is { } solution)
                await WriteLineAsync(content, SolutionRecord.Of(solution), OwnJson.Readable.SolutionRecord, cancellationToken);
        }
    }

    private static async Task WriteLineAsync<T>(Stream content, T record, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await JsonSerializer.SerializeAsync(content, record, type, cancellationToken);
        await content.WriteAsync(Break, cancellationToken);
    }
}
