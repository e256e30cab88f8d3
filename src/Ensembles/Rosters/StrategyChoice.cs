using System.Security.Cryptography;
using System.Text;

namespace HeavySim.Ensembles.Rosters;

/// <summary>The prompt strategies that the options ask for: by name, or from a file of one's own.</summary>
internal static class StrategyChoice
{
    /// <summary>The strategies, or null where nothing was asked for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="faults">Gets what is wrong with them.</param>
    public static IReadOnlyList<PromptStrategy>? Of(EnsembleOptions options, List<EnsembleFault> faults)
    {
        var isNamed = options.Strategies is { Count: > 0 };
        if (isNamed && options.PromptFile is not null)
            faults.Add(new EnsembleFault("promptFile", "cannot be combined with strategies: its messages stand in their place."));
        try
        {
            return options.PromptFile is { } path ? [OfFile(path)] : isNamed ? PromptStrategies.Named([.. options.Strategies!]) : null;
        }
        catch (HeavySimException error)
        {
            faults.Add(new EnsembleFault(options.PromptFile is null ? "strategies" : "promptFile", $"cannot be used: {error.Message}"));
            return null;
        }
    }

    /// <summary>Its name has a fingerprint of the text: a run goes on with the same messages only.</summary>
    private static PromptStrategy OfFile(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HeavySimException($"{path} cannot be read: {error.Message}", error);
        }

        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
        return new PromptStrategy($"{Path.GetFileNameWithoutExtension(path)}-{fingerprint}", "") { Template = PromptTemplate.Parse(text) };
    }
}
