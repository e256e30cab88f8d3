using HeavySim.Agents;

namespace HeavySim.LocalModels;

/// <summary>
/// How a model wants a conversation written: the Jinja template that a GGUF file holds, rendered as Hugging Face renders it. Made once,
/// used by many threads.
/// </summary>
internal sealed class ChatTemplate
{
    private const string Advice = "give a template with --template";

    private readonly IReadOnlyList<Statement> _body;
    private readonly Lazy<bool> _keepsSystem;

    private ChatTemplate(IReadOnlyList<Statement> body)
    {
        _body = body;
        _keepsSystem = new Lazy<bool>(FindsSystem);
    }

    /// <summary>The names that <see cref="Named"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. NamedTemplates.All.Keys];

    /// <summary>
    /// Whether a system message comes out of it; a few templates drop it without a word. Where they refuse it, it comes out in the
    /// first question.
    /// </summary>
    public bool KeepsSystem => _keepsSystem.Value;

    /// <summary>Reads a template.</summary>
    /// <param name="source">The Jinja text.</param>
    /// <exception cref="HeavySimException">It is no template, or uses what is not known; the message says what and where.</exception>
    public static ChatTemplate Parse(string source)
    {
        try
        {
            return new ChatTemplate(TemplateParser.Read(source));
        }
        catch (TemplateException e)
        {
            throw Explained(e, e.Line);
        }
    }

    /// <summary>A template by its name, for files that hold none.</summary>
    /// <exception cref="HeavySimException">There is none of this name; the message lists them.</exception>
    public static ChatTemplate Named(string name) => NamedTemplates.All.TryGetValue(name, out var source)
        ? Parse(source)
        : throw new HeavySimException($"no chat template is called '{Safe(name)}': choose one of {string.Join(", ", Names)}");

    /// <summary>
    /// Writes a conversation up to where the model's answer begins. A template that refuses it is asked once more with the system
    /// text before the first question and with the turns that follow each other merged, as its users do by hand.
    /// </summary>
    /// <param name="messages">The turns in their order.</param>
    /// <param name="bosToken">The text of the token that begins a sequence, or nothing if the model has none.</param>
    /// <param name="eosToken">The text of the token that ends a sequence, or nothing if the model has none.</param>
    /// <param name="time">Where a template that writes the date reads it; null means the real clock.</param>
    /// <exception cref="HeavySimException">The template refuses the conversation, or fails, or does too much.</exception>
    public string Render(IReadOnlyList<TemplateMessage> messages, string bosToken, string eosToken, TimeProvider? time = null)
    {
        var rendering = new Rendering(time ?? TimeProvider.System);
        try
        {
            return Written(messages, bosToken, eosToken, rendering);
        }
        catch (TemplateException e) when (e.Fault == TemplateFault.Refusal && Alternation.Of(messages) is { } changed)
        {
            rendering = new Rendering(time ?? TimeProvider.System);
            try
            {
                return Written(changed, bosToken, eosToken, rendering);
            }
            catch (TemplateException second)
            {
                throw Explained(second, rendering.Line);
            }
        }
        catch (TemplateException e)
        {
            throw Explained(e, rendering.Line);
        }
    }

    private string Written(IReadOnlyList<TemplateMessage> messages, string bosToken, string eosToken, Rendering rendering)
    {
        var scope = new Scope(rendering, outer: null);
        scope.Set("messages", new SequenceValue([.. messages.Select(Dict)]));
        scope.Set("bos_token", bosToken);
        scope.Set("eos_token", eosToken);
        scope.Set("add_generation_prompt", true);
        scope.Set("tools", value: null);
        scope.Set("documents", value: null);

        var output = new StringBuilder();
        Statement.RenderAll(_body, scope, output);
        return output.ToString();
    }

    private static DictValue Dict(TemplateMessage message)
    {
        var dict = new DictValue();
        dict.Set("role", message.Role);
        dict.Set("content", message.Content);
        return dict;
    }

    private bool FindsSystem()
    {
        const string Probe = "Probe 7f3c0d of a system text.";
        try
        {
            return Render([new("system", Probe), new("user", "What is 2 + 3?")], "", "").Contains(Probe, StringComparison.Ordinal);
        }
        catch (HeavySimException)
        {
            return false;
        }
    }

    private static HeavySimException Explained(TemplateException fault, int line) => new(fault.Fault switch
    {
        TemplateFault.Unknown => $"the chat template uses {Safe(fault.Message)} (line {line}), which HeavySim does not know: {Advice}",
        TemplateFault.Malformed => $"the chat template cannot be read (line {line}): {Safe(fault.Message)}: {Advice}",
        TemplateFault.Refusal => $"the chat template refuses the conversation (line {line}): {Safe(fault.Message)}",
        _ => $"the chat template fails (line {line}): {Safe(fault.Message)}: {Advice}",
    });

    private static string Safe(string text) => SafeText.Of(text, apiKey: null);
}
