namespace HeavySim.LocalModels;

/// <summary>A model file, and how it is to be run.</summary>
/// <param name="Path">The file, GGUF.</param>
internal sealed record GgufOptions(string Path)
{
    /// <summary>The most sequences in one batch, 1 to 64.</summary>
    public const int MostSlots = 64;

    private const long MostBytesOfSmall = 64L << 20;

    /// <summary>How many sequences run at once; the model's memory may allow fewer. Default 32.</summary>
    public int Slots { get; init; } = 32;

    /// <summary>
    /// Tokens of prompt and answer together for each sequence; null (the default) for what the model was trained on, at most 4,096.
    /// </summary>
    public int? Context { get; init; }

    /// <summary>Threads that compute; null (the default) for one on machines of up to four cores, else half of the cores.</summary>
    public int? Threads { get; init; }

    /// <summary>A chat template by name, in place of the file's own; null (the default) for that.</summary>
    public string? Template { get; init; }

    /// <summary>Threads that compute.</summary>
    public int ThreadsOrDefault => Threads ?? (Environment.ProcessorCount <= 4 ? 1 : Environment.ProcessorCount / 2);

    /// <summary>True for a model that fits into a core's caches: what it computes is cheap, and waiting and converting is not.</summary>
    public bool IsSmall => new FileInfo(Path).Length <= MostBytesOfSmall;

    /// <summary>
    /// How its work is divided: threads that share every step of a batch wait for each other, which costs a small model more than it gains,
    /// so that one of few megabytes runs in a process for each thread.
    /// </summary>
    /// <returns>The processes, each with its part of the sequences.</returns>
    public IReadOnlyList<GgufOptions> Parts()
    {
        var processes = IsSmall ? Math.Min(ThreadsOrDefault, Slots) : 1;
        return
        [
            .. Enumerable.Range(0, processes).Select(i => this with
            {
                Slots = ((Slots - 1 - i) / processes) + 1,
                Threads = processes > 1 ? 1 : ThreadsOrDefault,
            }),
        ];
    }

    /// <summary>Refuses a file that is none of its kind, before anything native looks at it.</summary>
    /// <exception cref="HeavySimException">There is no such file, it cannot be read, or it is no GGUF file.</exception>
    public void CheckFile()
    {
        try
        {
            using var file = File.OpenRead(Path);
            Span<byte> magic = stackalloc byte[4];
            if (file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual("GGUF"u8))
                throw new HeavySimException($"{Path} is no GGUF file: it does not begin as one.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HeavySimException($"The model file {Path} cannot be read: {error.Message}", error);
        }
    }
}
