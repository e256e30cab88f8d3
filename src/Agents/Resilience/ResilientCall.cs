using System.Threading.Channels;
using Polly;

namespace HeavySim.Agents;

/// <summary>One call on its way through the pipeline, with all its tries.</summary>
internal sealed class ResilientCall(
    IEnumerable<ChatMessage> messages, ChatOptions? options, ChannelWriter<ChatResponseUpdate>? updates, RandomKey key)
{
    /// <summary>Where strategies find the call.</summary>
    public static readonly ResiliencePropertyKey<ResilientCall> Property = new("heavysim.call");

    /// <summary>What is asked.</summary>
    public IEnumerable<ChatMessage> Messages => messages;

    /// <summary>How it is asked, or null.</summary>
    public ChatOptions? Options => options;

    /// <summary>Where the updates of a stream go, or null for a plain call.</summary>
    public ChannelWriter<ChatResponseUpdate>? Updates => updates;

    /// <summary>The problem it is made for, or null where that is not known.</summary>
    public string? Problem { get; } = AttemptScope.Problem;

    /// <summary>True while this call is the one that looks whether an endpoint that was away serves again.</summary>
    public bool Looks { get; set; }

    /// <summary>When it was first made, as a timestamp of the clock.</summary>
    public long Arrived { get; init; }

    /// <summary>When its last try began, as a timestamp of the clock.</summary>
    public long Began { get; set; }

    /// <summary>
    /// True when the endpoint was found to be away by its last try: then the gate says when to try again, and no try is used up.
    /// </summary>
    public bool MetOutage { get; set; }

    /// <summary>When its <see cref="LastFailure"/> came, as a timestamp of the clock.</summary>
    public long FailedAt { get; set; }

    /// <summary>Randomness for its waits.</summary>
    public RandomKey Key => key;

    /// <summary>Tokens of the prompt, about; 0 where nobody counts them.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Tries that our own limits on silence ended so far.</summary>
    public int TimeOuts { get; set; }

    /// <summary>What tries of a plain call cost that said nothing; of a stream, <see cref="Transcript"/> counts them.</summary>
    public LostTries Lost { get; } = new();

    /// <summary>True when its last try was ended by one of those limits: the endpoint may take money for it.</summary>
    public bool WasCut { get; set; }

    /// <summary>Requests sent so far.</summary>
    public int Calls { get; set; }

    /// <summary>Tries made again after a fault so far, rate limits aside.</summary>
    public int Retries { get; set; }

    /// <summary>Tries made again after a rate limit so far.</summary>
    public int Waits { get; set; }

    /// <summary>The last failure that came from the endpoint itself, or null.</summary>
    public ModelCallException? LastFailure { get; set; }

    /// <summary>What to throw in place of the last failure when no other try is made, or null for that failure itself.</summary>
    public ModelCallException? End { get; set; }

    /// <summary>
    /// What the next try waits to get over, its own last failure or what others have met; null while nothing holds it up.
    /// </summary>
    public ModelCallException? HeldUpBy { get; set; }

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan NextDelay { get; set; }

    /// <summary>Tokens the last try generated, or null where the endpoint did not say.</summary>
    public long? OutputTokens { get; set; }
}
