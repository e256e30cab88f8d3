using System.Text;

namespace HeavySim.Core;

/// <summary>Writes files that appear whole or not at all.</summary>
internal static class WholeFile
{
    private static readonly byte[] StoreStart = "SQLite format 3\0"u8.ToArray();

    /// <summary>Writes a text.</summary>
    /// <inheritdoc cref="WriteAsync(string, Func{Stream, Task})"/>
    public static Task WriteAsync(string path, string text) =>
        WriteAsync(path, file => file.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask());

    /// <summary>Writes a file beside the place and moves it there when it is done.</summary>
    /// <param name="path">The file, replaced where it exists; a store of runs never is.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="HeavySimException">The file cannot be written; nothing is left behind.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new HeavySimException("a file to write needs a name");
        if (Directory.Exists(path))
            throw new HeavySimException($"{path} cannot be written: it is a directory");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new HeavySimException($"{path} cannot be written: there is no folder {folder}");

        var unfinished = path + ".part";
        try
        {
            if (IsStore(path))
                throw new HeavySimException($"{path} is a store of runs and is not replaced: name another file");
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
                await write(file);

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HeavySimException($"{path} cannot be written: {error.Message}", error);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static bool IsStore(string path)
    {
        if (!File.Exists(path))
            return false;

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var start = new byte[StoreStart.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(StoreStart);
    }
}
