using System.Globalization;

namespace HeavySim.Records.Store;

/// <summary>
/// Keeps a second process from writing the same run: a file beside the store, held open without sharing. The operating system lets go
/// of it when its process ends, however it ends.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a run.</summary>
    /// <exception cref="HeavySimException">Another process, or another journal of this one, holds it.</exception>
    public static RunLock Take(string store, long run, string name)
    {
        var path = $"{store}.{run.ToString(CultureInfo.InvariantCulture)}.lock";
        try
        {
            // Deleted while still held: whoever opens the path afterwards gets a file of its own.
            return new(new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (IOException error)
        {
            throw new HeavySimException(
                $"run \"{name}\" in {store} is being written by another process: wait until that one is done, or give this run another "
                    + "name",
                error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new HeavySimException($"the store {store} cannot be written: its folder is read-only", error);
        }
    }

    /// <summary>Lets go, and removes the file.</summary>
    public void Dispose() => _file.Dispose();
}
