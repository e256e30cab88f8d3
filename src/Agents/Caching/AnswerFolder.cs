using Microsoft.Extensions.Caching.Distributed;

namespace HeavySim.Agents;

/// <summary>
/// A folder of kept answers, a file for each. Files appear whole or not at all; what cannot be read is not there, and what cannot be
/// written is not kept: a cache is no reason to lose an answer. Nothing grows old. Safe for concurrent use, by several processes, too.
/// </summary>
internal sealed class AnswerFolder : IDistributedCache
{
    private readonly string _folder;

    /// <summary>Opens the folder, and makes it where there is none.</summary>
    /// <exception cref="HeavySimException">It cannot be made.</exception>
    public AnswerFolder(string folder)
    {
        try
        {
            _folder = Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HeavySimException($"The folder '{folder}' for kept answers cannot be made: {error.Message}", error);
        }
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        try
        {
            return File.Exists(FileOf(key)) ? await File.ReadAllBytesAsync(FileOf(key), token) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        try
        {
            await WholeFile.WriteAsync(FileOf(key), file => file.WriteAsync(value, token).AsTask());
        }
        catch (HeavySimException)
        {
            // Not kept: the disk is full, or somebody else is keeping the same answer at this moment.
        }
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    // The library's cache awaits, and never removes: these have no caller.
    byte[]? IDistributedCache.Get(string key) => throw new NotSupportedException();

    void IDistributedCache.Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    void IDistributedCache.Refresh(string key) => throw new NotSupportedException();

    void IDistributedCache.Remove(string key) => throw new NotSupportedException();

    Task IDistributedCache.RemoveAsync(string key, CancellationToken token) => throw new NotSupportedException();

    /// <summary>Keys are hashes in hexadecimal digits.</summary>
    private string FileOf(string key) => Path.Combine(_folder, key + ".json");
}
