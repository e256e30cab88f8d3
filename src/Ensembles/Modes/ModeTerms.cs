using System.Text.Json.Serialization;

namespace HeavySim.Ensembles.Modes;

/// <summary>What a mode and its written form say in the same words; null has its usual default.</summary>
internal abstract record ModeTerms
{
    /// <summary>The size of the ensemble.</summary>
    public int? Agents { get; init; }

    /// <summary>How many agents at the head of the roster answer directly.</summary>
    public int Scouts { get; init; }

    /// <summary>True to ask the agents how sure they are.</summary>
    public bool AsksConfidence { get; init; }

    /// <summary>True when <c>solve</c> shows the reasoning as it comes.</summary>
    public bool ShowsReasoning { get; init; }

    /// <summary>The stop rule.</summary>
    public string? Stop { get; init; }

    /// <summary>The launch policy.</summary>
    public string? Waves { get; init; }

    /// <summary>The selector.</summary>
    public string? Select { get; init; }

    /// <summary>The cross-check.</summary>
    public string? Check { get; init; }

    /// <summary>Rounds, as in <see cref="EnsembleOptions.Rounds"/>.</summary>
    [JsonConverter(typeof(RoundsText))]
    public string? Rounds { get; init; }
}
