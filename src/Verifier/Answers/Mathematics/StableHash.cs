namespace HeavySim.Verifier.Answers;

/// <summary>A hash of a name that is the same in every process and on every machine: FNV-1a, then the SplitMix64 finaliser.</summary>
internal static class StableHash
{
    public static ulong Of(string name, ulong salt)
    {
        var hash = 14695981039346656037UL ^ salt;
        foreach (var c in name)
            hash = (hash ^ c) * 1099511628211UL;

        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }

    /// <summary>The hash as a number in [0, 1).</summary>
    public static double UnitOf(string name, ulong salt) => (Of(name, salt) >> 11) * (1.0 / (1UL << 53));
}
