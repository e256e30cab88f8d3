namespace HeavySim.Records.Samples;

/// <summary>How recorded samples become a run.</summary>
public sealed record ImportOptions
{
    /// <summary>The run's name, or null for the file's.</summary>
    public string? Name { get; init; }

    /// <summary>The scorer of an inspect log whose marks count, or null for the first that marks.</summary>
    public string? Scorer { get; init; }

    /// <summary>The filter of an lm-eval file that counts, or null for the first in the file.</summary>
    public string? Filter { get; init; }
}
