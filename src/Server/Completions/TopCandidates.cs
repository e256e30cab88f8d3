namespace HeavySim.Server.Completions;

/// <summary>
/// Log-probabilities in the protocol's form, made up to have the confidence that the model told of each token: its candidates'
/// probabilities fall by the same factor from each to the next, which is the only thing that is free where but their mean is known. The
/// candidates have no texts of their own.
/// </summary>
internal static class TopCandidates
{
    /// <summary>The tokens of a stretch of text, which the first of them carries whole.</summary>
    /// <param name="confidences">C = -mean log P of each token, in nats.</param>
    /// <param name="told">Over how many candidates.</param>
    /// <param name="shown">How many are to be shown, at most so many.</param>
    /// <param name="text">The text.</param>
    public static LogprobsBody Of(ReadOnlySpan<float> confidences, int told, int shown, string text)
    {
        var tokens = new List<TokenLogprobBody>(confidences.Length);
        foreach (var confidence in confidences)
        {
            var (first, step) = Fall(confidence, told);
            var token = tokens.Count == 0 ? text : "";
            var candidates = new CandidateBody[shown];
            for (var rank = 0; rank < shown; rank++)
                candidates[rank] = new CandidateBody(rank == 0 ? token : $"~{rank + 1}", Math.Round(first - (rank * step), 6));
            tokens.Add(new TokenLogprobBody(token, Math.Round(first, 6), candidates));
        }

        return new LogprobsBody(tokens);
    }

    /// <summary>
    /// The first logarithm and how much less each next one is: -δ·j - ln Σ e^(-δj) over j = 0..k-1 has the mean -C. C grows with δ, from
    /// ln k on, so δ is found by bisection.
    /// </summary>
    private static (double First, double Step) Fall(double confidence, int k)
    {
        var (low, high) = (0.0, (2 * confidence / (k - 1)) + 1);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            if ((middle * (k - 1) / 2) + LogSum(middle, k) < confidence)
                low = middle;
            else
                high = middle;
        }

        return (-LogSum(low, k), low);
    }

    private static double LogSum(double step, int k) =>
        step < 1e-9 ? Math.Log(k) : Math.Log((1 - Math.Exp(-step * k)) / (1 - Math.Exp(-step)));
}
