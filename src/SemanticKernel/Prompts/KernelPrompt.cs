using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>
/// Reads a prompt function of Semantic Kernel, written in YAML, as a list of messages in which variables are left open as {name}. It is
/// rendered once, by Semantic Kernel, when an ensemble is opened; problems are filled in later, as they are: what Semantic Kernel would
/// make safe for its own markup (&lt; to &amp;lt;, say) reaches a model unchanged wherever the variable stands.
/// </summary>
internal static partial class KernelPrompt
{
    private static readonly ChatRole[] Roles = [ChatRole.System, ChatRole.User, ChatRole.Assistant];

    /// <summary>The messages.</summary>
    /// <param name="yaml">The prompt function. Its execution settings are not read: temperature and limits are the ensemble's.</param>
    /// <param name="open">The variables that are filled in later.</param>
    /// <exception cref="HeavySimException">It cannot be used; the message says why.</exception>
    public static IReadOnlyList<ChatMessage> Read(string yaml, IReadOnlyCollection<string> open)
    {
        try
        {
            return Render(ConfigOf(yaml), open);
        }
        catch (Exception error) when (error is JsonException or YamlDotNet.Core.YamlException or KernelException or ArgumentException
            or KeyNotFoundException)
        {
            throw new HeavySimException($"it is no prompt function that can be read: {error.Message}", error);
        }
    }

    private static PromptTemplateConfig ConfigOf(string yaml)
    {
        if (JsonNode.Parse(YamlJson.Of(yaml)) is not JsonObject root || !root.ContainsKey("template"))
            throw new HeavySimException("it has no 'template'");

        root.Remove("execution_settings");
        var config = PromptTemplateConfig.FromJson(root.ToJsonString());
        return config.TemplateFormat == PromptTemplateConfig.SemanticKernelTemplateFormat
            ? config
            : throw new HeavySimException(
                $"its template_format is {config.TemplateFormat}; only {PromptTemplateConfig.SemanticKernelTemplateFormat} is read");
    }

    private static IReadOnlyList<ChatMessage> Render(PromptTemplateConfig config, IReadOnlyCollection<string> open)
    {
        var arguments = new KernelArguments();
        foreach (var name in open)
            arguments[name] = $"{{{name}}}";
        foreach (var variable in config.InputVariables)
        {
            if (!open.Contains(variable.Name, StringComparer.Ordinal) && variable.Default is null)
                throw new HeavySimException(
                    $"its variable '{variable.Name}' has no default, and only {string.Join(", ", open)} are filled in");
        }

        foreach (Match used in Variable().Matches(config.Template))
        {
            if (!open.Contains(used.Value, StringComparer.Ordinal) && config.InputVariables.TrueForAll(known => known.Name != used.Value))
                throw new HeavySimException($"its variable '{used.Value}' is none of {string.Join(", ", open)}, and has no default");
        }

        var model = new NotingChatClient();
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatClient>(model);
        // No plugins, so nothing waits: a template that calls a function is refused.
        var rendered = KernelFunctionFactory.CreateFromPrompt(config).InvokeAsync(builder.Build(), arguments);
        if (!rendered.IsCompleted)
            throw new HeavySimException("it does something else than fill in variables");

        rendered.GetAwaiter().GetResult();
        foreach (var message in model.Messages)
        {
            if (!Roles.Contains(message.Role))
                throw new HeavySimException($"it has a message of the role '{message.Role}'; roles are {string.Join(", ", Roles)}");

            // What cannot be read as messages goes to the model as it stands.
            if (message.Text.Contains("<message", StringComparison.Ordinal))
                throw new HeavySimException("its <message> elements cannot be read: each needs its end, </message>");
        }

        return model.Messages;
    }

    [GeneratedRegex(@"(?<=\{\{\s*\$)\w+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    /// <summary>A model that says nothing and keeps what it was asked.</summary>
    private sealed class NotingChatClient : IChatClient
    {
        public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Messages = [.. messages.Select(static message => new ChatMessage(message.Role, message.Text.Trim()))];
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "")));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("A prompt is rendered in one piece.");

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata() : null;

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
