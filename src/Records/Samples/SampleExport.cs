using System.IO.Compression;
using HeavySim.Records.Store;

namespace HeavySim.Records.Samples;

/// <summary>Writes a run's samples as a file, in a form that <see cref="SampleFile"/> reads back to the same samples.</summary>
public static class SampleExport
{
    /// <summary>Streams a run into a file; gzipped where the name ends in ".gz". The file appears whole or not at all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The file, replaced where it exists.</param>
    /// <param name="form">One of the forms <see cref="SampleForm.Written"/>.</param>
    /// <param name="cancellationToken">Cancels the export; nothing is left behind.</param>
    /// <exception cref="HeavySimException">The file cannot be written, or the form is read only.</exception>
    public static async Task WriteAsync(RunReader run, string path, SampleForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (form.Write is not { } write)
            throw new HeavySimException(
                $"{form.Description} is a form that is read only: export "
                    + $"{string.Join(" or ", SampleForm.Written.Select(static f => f.Description))}");

        await WholeFile.WriteAsync(path, async file =>
        {
            await using var content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(file, CompressionLevel.Optimal)
                : file;
            await write(run, content, cancellationToken);
        });
    }
}
