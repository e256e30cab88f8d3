using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using HeavySim.SemanticKernel;
using Microsoft.Extensions.AI;

namespace HeavySim.Ensembles.Rosters;

/// <summary>Prompts out of files of one's own: a template of this project, or a prompt function of Semantic Kernel (.yaml, .yml).</summary>
internal static class WrittenPrompts
{
    private static readonly string[] CheckersThatAreWorded = ["verdict", "reverse"];

    /// <summary>A strategy out of a file. Its name has a fingerprint of the text: a run goes on with the same messages only.</summary>
    /// <exception cref="HeavySimException">The file cannot be read or used.</exception>
    public static PromptStrategy Strategy(string path, string? name = null)
    {
        var text = TextOf(path);
        var template = IsKernelPrompt(path) ? PromptTemplate.Of(OfKernel(text, ["question", "format"])) : PromptTemplate.Parse(text);
        return new PromptStrategy($"{name ?? Path.GetFileNameWithoutExtension(path)}-{Fingerprint(text)}", "") { Template = template };
    }

    /// <summary>The strategies of the configuration file, by their names there.</summary>
    /// <exception cref="HeavySimException">One cannot be read or used; the message names it.</exception>
    public static IReadOnlyDictionary<string, PromptStrategy> Strategies(ConfigurationFile config) =>
        config.Files("strategies").ToDictionary(
            static file => file.Key, file => Named(config, "strategies", file.Key, () => Strategy(file.Value, file.Key)),
            StringComparer.Ordinal);

    /// <summary>The wordings of checks of the configuration file by the check's name, and what the settings of a run say of them.</summary>
    /// <exception cref="HeavySimException">One cannot be read or used; the message names it.</exception>
    public static (IReadOnlyDictionary<string, IReadOnlyList<ChatMessage>> Wordings, string? Description) Checkers(ConfigurationFile config)
    {
        var wordings = new Dictionary<string, IReadOnlyList<ChatMessage>>(StringComparer.Ordinal);
        var description = new List<string>();
        foreach (var (name, path) in config.Files("checkers"))
        {
            wordings[name] = Named(config, "checkers", name, () =>
            {
                if (!CheckersThatAreWorded.Contains(name, StringComparer.Ordinal))
                    throw new HeavySimException($"only {string.Join(" and ", CheckersThatAreWorded)} take messages of one's own");

                var text = TextOf(path);
                description.Add($"{name}-{Fingerprint(text)}");
                var turns = OfKernel(text, ["problem", "answer", "solution", "ending"]);
                return turns.Any(static turn => turn.Text.Contains("{answer}", StringComparison.Ordinal))
                    ? turns
                    : throw new HeavySimException("no message has {{$answer}}: nothing would be judged");
            });
        }

        return (wordings, description.Count == 0 ? null : string.Join('+', description));
    }

    private static T Named<T>(ConfigurationFile config, string section, string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (HeavySimException error)
        {
            throw new HeavySimException($"{config.Path}: {section}.{name} cannot be used: {error.Message.TrimEnd('.')}.", error);
        }
    }

    private static bool IsKernelPrompt(string path) => Path.GetExtension(path) is ".yaml" or ".yml";

    /// <summary>On its own, so that Semantic Kernel is loaded here and not before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IReadOnlyList<ChatMessage> OfKernel(string text, IReadOnlyCollection<string> open) => KernelPrompt.Read(text, open);

    private static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HeavySimException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
