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

    public byte[]? Get(string key)
    {
        try
        {
            return File.Exists(FileOf(key)) ? File.ReadAllBytes(FileOf(key)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        var unfinished = Path.Combine(_folder, Path.GetRandomFileName() + ".part");
        try
        {
            File.WriteAllBytes(unfinished, value);
            File.Move(unfinished, FileOf(key), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Discard(unfinished);
        }
    }

    public void Remove(string key) => Discard(FileOf(key));

    public void Refresh(string key)
    {
    }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    private static void Discard(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left over; it is in nobody's way.
        }
    }

    /// <summary>Keys are hashes in hexadecimal digits.</summary>
    private string FileOf(string key) => Path.Combine(_folder, key + ".json");
}
