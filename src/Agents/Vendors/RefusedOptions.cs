using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace HeavySim.Agents;

/// <summary>What the models of an endpoint refuse of a request's options; each is left out from then on. Thread-safe.</summary>
/// <param name="display">The endpoint's address, as it may be shown.</param>
/// <param name="options">Says who hears of it.</param>
/// <param name="unknown">What the protocol has no word for.</param>
internal sealed class RefusedOptions(string display, WireOptions options, IReadOnlyCollection<string> unknown)
{
    // By the words in which they are refused; the names are those of the chat protocol.
    private static readonly (string Name, string[] Words, Func<ChatOptions, bool> IsSet, Action<ChatOptions> Clear)[] Droppable =
    [
        ("temperature", ["temperature"], static o => o.Temperature is not null, static o => o.Temperature = null),
        ("top_p", ["top_p"], static o => o.TopP is not null, static o => o.TopP = null),
        ("top_k", ["top_k"], static o => o.TopK is not null, static o => o.TopK = null),
        ("reasoning_effort", ["thinking", "effort", "output_config"], static o => o.Reasoning is not null, static o => o.Reasoning = null),
    ];

    private readonly ConcurrentDictionary<string, FrozenSet<string>> _refused = new(StringComparer.Ordinal);

    /// <summary>The options without what the model refuses, and what was taken out.</summary>
    public (ChatOptions Sent, IReadOnlyCollection<string> Unsent) Without(ChatOptions asked, string? usualModel)
    {
        var unsent = new List<string>();
        foreach (var (name, _, isSet, clear) in Droppable)
        {
            if (!isSet(asked) || !(unknown.Contains(name) || Of(asked.ModelId ?? usualModel).Contains(name)))
                continue;

            clear(asked);
            unsent.Add(name);
        }

        return (asked, unsent);
    }

    /// <summary>Learns from a refusal; true when the request is worth another try.</summary>
    public bool Learn(ModelCallException failure, ChatOptions sent, string? usualModel)
    {
        if (failure.Status is not (400 or 422))
            return false;

        var model = sent.ModelId ?? usualModel;
        foreach (var (name, words, isSet, _) in Droppable)
        {
            if (!isSet(sent) || !words.Any(word => failure.Message.Contains(word, StringComparison.OrdinalIgnoreCase)))
                continue;

            _refused[model ?? ""] = Of(model).Append(name).ToFrozenSet(StringComparer.Ordinal);
            var whose = string.IsNullOrEmpty(model) ? "" : $" for {model}";
            options.Notice?.Invoke(SafeText.Of(
                $"{display} refuses {name}{whose}: it is left out, and the model's own default holds.", options.ApiKey));
            return true;
        }

        return false;
    }

    private FrozenSet<string> Of(string? model) => _refused.GetValueOrDefault(model ?? "") ?? FrozenSet<string>.Empty;
}
