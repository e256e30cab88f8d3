namespace HeavySim.Core;

/// <summary>
/// Names a stream of random numbers by what it is for: seed, problem, agent, attempt, purpose. The numbers are a pure function of the
/// name, so no result depends on scheduling, on the machine, or on how many other draws were made.
/// </summary>
/// <remarks>
/// Each part is absorbed by the 64-bit finaliser of SplitMix64 (Steele, Lea and Flood 2014; constants of Stafford's Mix13).
/// </remarks>
public readonly record struct RandomKey
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private readonly ulong _state;

    private RandomKey(ulong state) => _state = state;

    /// <summary>The key of a run.</summary>
    public static RandomKey Of(long seed) => new(Mix((ulong)seed + Golden));

    /// <summary>This key narrowed by a number (agent, attempt).</summary>
    public RandomKey With(long part) => new(Mix(_state ^ Mix((ulong)part + Golden)));

    /// <summary>This key narrowed by a text (problem id, purpose), by its UTF-16 units.</summary>
    public RandomKey With(string part)
    {
        // FNV-1a: string.GetHashCode is seeded anew in every process.
        var hash = 14695981039346656037UL;
        foreach (var unit in part)
            hash = (hash ^ unit) * 1099511628211UL;

        return new(Mix(_state ^ Mix(hash + (ulong)part.Length)));
    }

    /// <summary>The numbers of this key, from the first one.</summary>
    public RandomStream Open() => new(_state);

    /// <summary>A seed for an endpoint: 31 bits, as some servers take no more.</summary>
    public int ToSeed() => (int)(Mix(_state + Golden) >> 33);

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
