using System.Runtime.CompilerServices;
using HeavySim.Records.Formats;

namespace HeavySim.Records.Samples;

/// <summary>
/// Reads recorded samples in any of the forms known: own JSONL, rows of answers to a problem, lm-evaluation-harness samples, inspect logs
/// (JSON or .eval); each gzipped or not. Which it is is told from the content. Large files stream.
/// </summary>
internal static class SampleFile
{
    /// <summary>Streams the samples of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="engine">
    /// Reads and marks answers where the file itself does not say which answer a sample gave, or whether it was right.
    /// </param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The file cannot be used; the message names file and line.</exception>
    public static IAsyncEnumerable<SampledProblem> ReadAsync(string path, IAnswerEngine engine, CancellationToken cancellationToken) =>
        ReadAsync(path, new SampleReading(engine), cancellationToken);

    /// <summary>Streams the samples of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reading">How it is read; takes up what is noticed.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The file cannot be used; the message names file and line.</exception>
    public static async IAsyncEnumerable<SampledProblem> ReadAsync(
        string path, SampleReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var file = SourceFile.Open(path);
        var form = await RecognisedAsync(path, cancellationToken);
        var isEmpty = true;
        await foreach (var sampled in form.Read(file, reading, cancellationToken))
        {
            isEmpty = false;
            yield return sampled;
        }

        reading.Check(path);
        if (isEmpty)
            throw new HeavySimException($"{path} holds no samples");
    }

    /// <summary>The settings that a file of an exported run says the run had, or null.</summary>
    internal static async Task<RunRecord?> RunOfAsync(string path, CancellationToken cancellationToken)
    {
        var form = await RecognisedAsync(path, cancellationToken);
        using var file = SourceFile.Open(path);
        // A document is not to be held as a whole.
        if (form.RunOfDocument is { } runOf)
            return await runOf(file, cancellationToken);

        await foreach (var record in RecordFile.ReadAsync(file, cancellationToken))
            return form.RunOfRecord?.Invoke(record, path);

        return null;
    }

    private static async Task<SampleForm> RecognisedAsync(string path, CancellationToken cancellationToken)
    {
        foreach (var form in SampleForm.All.Where(static f => f.IsDocument is not null))
        {
            using var document = SourceFile.Open(path);
            if (await form.IsDocument!(document, cancellationToken))
                return form;
        }

        using var file = SourceFile.Open(path);
        await foreach (var record in RecordFile.ReadAsync(file, cancellationToken))
        {
            return SampleForm.All.FirstOrDefault(f => f.IsRecord?.Invoke(record.Fields) == true) ?? throw SourceError.At(
                path, record.Line, $"not recorded samples; known are {string.Join(", ", SampleForm.All.Select(static f => f.Sign))}");
        }

        throw new HeavySimException($"{path} holds no samples");
    }
}
