using System.Runtime.InteropServices;

namespace HeavySim.Simulation;

/// <summary>
/// The times in which a streamed reply is decoded: few and long, as each costs a turn of the clock; where log-probabilities are asked for
/// in short parts with the confidences of their tokens, so that who reads them can break off in time.
/// </summary>
internal sealed class ReplyPace(SimulatedReply reply)
{
    private const int TokensInPart = 64;

    private int _told;

    /// <summary>The parts of the reasoning.</summary>
    /// <param name="interval">The time between two signs of life, on the endpoint's clock.</param>
    /// <param name="endpoint">Who decodes: a busy one gives fewer tokens in that time.</param>
    public IEnumerable<Part> Reasoning(TimeSpan interval, SimulatedEndpoint endpoint) =>
        Parts(reply.ReasoningTokens, reply.ReasoningTokens, interval, endpoint);

    /// <summary>The parts of what comes after.</summary>
    /// <inheritdoc cref="Reasoning"/>
    public IEnumerable<Part> Writing(TimeSpan interval, SimulatedEndpoint endpoint) =>
        Parts(reply.OutputTokens - reply.ReasoningTokens, reply.OutputTokens, interval, endpoint);

    private IEnumerable<Part> Parts(int tokens, int end, TimeSpan interval, SimulatedEndpoint endpoint)
    {
        var left = TimeSpan.FromSeconds(tokens / reply.TokensPerSecond);
        while (left > TimeSpan.Zero)
        {
            // Read anew for each: how busy the endpoint is changes.
            var piece = Shorter(left, interval * endpoint.Share);
            left -= piece;
            if (reply.Confidences is null)
            {
                yield return new Part(piece, left > TimeSpan.Zero, null);
                continue;
            }

            var until = left > TimeSpan.Zero ? Math.Max(_told, end - (int)Math.Ceiling(left.TotalSeconds * reply.TokensPerSecond)) : end;
            var parts = Math.Max(1, (until - _told + TokensInPart - 1) / TokensInPart);
            var passed = TimeSpan.Zero;
            for (var i = 1; i <= parts; i++)
            {
                // A wait drops what is less than a millisecond: many short ones must not drop more than a long one does.
                var at = i == parts ? piece : TimeSpan.FromMilliseconds(Math.Floor((piece * i / parts).TotalMilliseconds));
                var count = Math.Min(TokensInPart, until - _told);
                _told += count;
                var confidences = count > 0 ? reply.Confidences.Next(count, reply.TopLogprobs) : null;
                yield return new Part(at - passed, i == parts && left > TimeSpan.Zero, confidences);
                passed = at;
            }
        }
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>A part of a reply.</summary>
    /// <param name="Time">How long an idle endpoint decodes it.</param>
    /// <param name="IsSign">True where a sign of life follows it.</param>
    /// <param name="Confidences">Those of its tokens, or null.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Part(TimeSpan Time, bool IsSign, float[]? Confidences);
}
