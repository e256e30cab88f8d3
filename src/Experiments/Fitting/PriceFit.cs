namespace HeavySim.Experiments.Fitting;

/// <summary>What tokens cost, from what replies cost.</summary>
/// <param name="InputPerMillion">US dollars for a million prompt tokens.</param>
/// <param name="OutputPerMillion">US dollars for a million generated tokens.</param>
internal sealed record PriceFit(decimal InputPerMillion, decimal OutputPerMillion)
{
    internal static PriceFit? Of(IReadOnlyList<FittedSample> samples)
    {
        // Least squares of the cost on both kinds of tokens: exact where the prices never changed.
        double inputs = 0, outputs = 0, both = 0, costInput = 0, costOutput = 0;
        var priced = 0;
        foreach (var usage in samples.Select(static s => s.Attempt.Usage))
        {
            if (usage is not { Cost: { } cost, OutputTokens: { } generated })
                continue;

            double input = usage.InputTokens ?? 0, output = generated;
            priced++;
            inputs += input * input;
            outputs += output * output;
            both += input * output;
            costInput += (double)cost * input;
            costOutput += (double)cost * output;
        }

        if (priced == 0 || outputs == 0)
            return null;

        var determinant = (inputs * outputs) - (both * both);
        if (determinant <= 1e-9 * inputs * outputs)
            return new PriceFit(0, PerMillion(costOutput / outputs));

        return new PriceFit(
            PerMillion(((costInput * outputs) - (costOutput * both)) / determinant),
            PerMillion(((costOutput * inputs) - (costInput * both)) / determinant));
    }

    private static decimal PerMillion(double price) => Math.Round((decimal)Math.Clamp(price * 1e6, 0, 1e9), 6);
}
