using System.Collections.Concurrent;

namespace HeavySim.Agents;

/// <summary>What an endpoint has taught us, model by model. Thread-safe.</summary>
/// <param name="address">The endpoint.</param>
/// <param name="options">Says who hears of what was learned.</param>
internal sealed class Dialects(EndpointAddress address, WireOptions options)
{
    private readonly ConcurrentDictionary<string, Dialect> _known = new(StringComparer.Ordinal);

    /// <summary>What is known of a model.</summary>
    public Dialect Of(string? model) =>
        _known.GetOrAdd(model ?? "", static (_, isOpenAI) => new Dialect { UsesMaxCompletionTokens = isOpenAI }, address.IsOpenAI);

    /// <summary>
    /// Learns what a refusal has shown. When another call learned something in the meantime, its lesson stays and this one is learned
    /// again.
    /// </summary>
    public void Exchange(string? model, Dialect before, Dialect after)
    {
        if (_known.TryUpdate(model ?? "", after, before))
            Tell(model, before, after);
    }

    /// <summary>Learns what an answer has shown.</summary>
    public void Learn(string? model, Func<Dialect, Dialect> lesson)
    {
        var known = Of(model);
        while (lesson(known) is var learned && learned != known)
        {
            if (_known.TryUpdate(model ?? "", learned, known))
            {
                Tell(model, known, learned);
                return;
            }

            known = Of(model);
        }
    }

    /// <summary>Says what was learned, where it changes what a model does or what can be known of it.</summary>
    private void Tell(string? model, Dialect before, Dialect after)
    {
        if (DialectNotice.Of(address.Display, model, before, after) is { } line)
            options.Notice?.Invoke(SafeText.Of(line, options.ApiKey));
    }
}
