using System.Numerics.Tensors;

namespace HeavySim.LocalModels;

/// <summary>
/// How sure a model was of a token: C = -mean_j log P(j) over its likeliest candidates, before temperature (DeepConf, arXiv:2508.15260).
/// </summary>
internal static class Confidence
{
    /// <summary>The confidence in nats, 0 or more.</summary>
    /// <param name="logits">The model's logits, one for each token of its vocabulary.</param>
    /// <param name="top">How many candidates, 2 or more.</param>
    public static float Of(ReadOnlySpan<float> logits, int top)
    {
        var most = TensorPrimitives.Max(logits);
        var sum = 0.0;
        // The least of the likeliest so far is what the next has to beat.
        var best = new PriorityQueue<float, float>(top + 1);
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - most);
            if (best.Count < top)
                best.Enqueue(logit, logit);
            else if (logit > best.Peek())
                best.EnqueueDequeue(logit, logit);
        }

        var total = most + Math.Log(sum);
        return (float)Math.Max(0, total - best.UnorderedItems.Average(static item => (double)item.Element));
    }
}
