namespace HeavySim.Agents;

/// <summary>How long a stream may pause between two words: known by the longest pause of each stream that ended well.</summary>
internal sealed class IdleTimeouts(ResilienceOptions options) : LearnedTimeouts(options.IdleTimeout, options.LearnsTimeouts);
