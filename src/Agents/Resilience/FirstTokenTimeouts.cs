namespace HeavySim.Agents;

/// <summary>How long a stream may take to its first word. Keep-alives are no words.</summary>
internal sealed class FirstTokenTimeouts(ResilienceOptions options) : LearnedTimeouts(options.FirstTokenTimeout, options.LearnsTimeouts);
