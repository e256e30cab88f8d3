using HeavySim.LocalModels;

namespace HeavySim.Cli.Options;

/// <summary>The flags of models that are files.</summary>
internal sealed class LocalModelFlags
{
    private readonly NumberOption<int?> _threads = new("--threads", OptionRanges.Threads, isCheckedLater: true)
    {
        Description = "Threads that compute the tokens of a gguf: model. Default: one on machines of up to four cores, else half of them.",
        HelpName = "1..256",
    };

    private readonly Option<string?> _template = new("--template")
    {
        Description = $"The chat template of a gguf: model, in place of its file's own: {string.Join(", ", ChatTemplate.Names)}.",
        HelpName = "name",
    };

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_threads, _template];

    /// <summary>Threads that compute, or null.</summary>
    public int? Threads(ParseResult parsed) => parsed.GetValue(_threads);

    /// <summary>The chat template by name, or null.</summary>
    public string? Template(ParseResult parsed) => parsed.GetValue(_template);
}
