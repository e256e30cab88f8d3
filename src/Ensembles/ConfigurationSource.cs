namespace HeavySim.Ensembles;

/// <summary>Which configuration file counts: one that was named must be there, the usual one may be missing.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsGiven">True when somebody named it.</param>
internal sealed record ConfigurationSource(string Path, bool IsGiven)
{
    /// <summary>The file that is looked for when none is named.</summary>
    public const string Usual = "heavysim.json";

    public static ConfigurationSource Of(string? path) => new(path ?? Usual, path is not null);

    /// <summary>True when there is a file to read.</summary>
    public bool IsThere => IsGiven || File.Exists(Path);
}
