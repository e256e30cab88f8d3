using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Fitting;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim predict run</c>: what more agents would bring, and cost, before they are paid for.</summary>
internal static class PredictCommand
{
    private const int MostAgents = 1024;
    private const string Vote = "vote";

    public static Command Create()
    {
        var run = new Argument<string?>("run") { Description = "The run. Default: the one begun last.", Arity = ArgumentArity.ZeroOrOne };
        var agents = new NumberOption<int>("--agents", NumberRange.Of(1, MostAgents), "-n")
        {
            Description = "How many agents to predict for.",
            DefaultValueFactory = static _ => 32,
            HelpName = $"1..{MostAgents}",
        };
        var samples = new NumberOption<int?>("--samples", NumberRange.AtLeast(1))
        {
            Description = "Predict from only so many samples of each problem. Default: all there are.",
            HelpName = "count",
        };
        var select = new Option<string>("--select")
        {
            Description = "Also predict this selector, one that asks no model, with as many agents.",
            DefaultValueFactory = static _ => Vote,
            HelpName = "selector",
        };
        var detect = new NumberOption<double?>(
            "--detect", new NumberRange("a share between 0 and 1 (.02 is two points)", static n => n is > 0 and < 1))
        {
            Description = "Also: what it takes to detect this difference in accuracy to another system, as a share (.02 is two points).",
            HelpName = "0..1",
        };
        var correlation = new NumberOption<double>("--correlation", NumberRange.Of(0, 1))
        {
            Description = "With --detect: how far the other system finds the same problems hard.",
            DefaultValueFactory = static _ => .5,
            HelpName = "0..1",
        };
        var seed = new NumberOption<long>("--seed", NumberRange.Any)
        {
            Description = "The seed of the futures drawn.",
            DefaultValueFactory = static _ => 1,
            HelpName = "number",
        };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var command = new Command(
            "predict",
            "Predicts accuracy, tokens, cost and latency with more agents from a small run, with prediction intervals: of the vote, and of "
            + "a selector that is named.")
        {
            run, agents, samples, select, detect, correlation, seed, store, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var selector = BadUsage.Of(() => SelectorOf(parsed.GetRequiredValue(select)));

            var key = RandomKey.Of(parsed.GetValue(seed)).With("predict");
            var reader = RunStore.OpenExisting(parsed.GetRequiredValue(store)).Read(parsed.GetValue(run));
            var prediction = RunPredictor.Predict(
                reader,
                parsed.GetValue(agents),
                parsed.GetValue(samples),
                parsed.GetValue(detect) is { } difference ? (difference, parsed.GetValue(correlation)) : null,
                key,
                cancellationToken);
            if (selector is not null)
                prediction = await prediction.WithSelectionAsync(
                    reader, selector, parsed.GetValue(samples), Ensemble.Answers, key, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            DocumentOutput.Write(
                Terminal.Of(parsed), prediction, DocumentJson.Default.RunPrediction, parsed.GetValue(json), PredictionText.Write);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The selector of a name; null for the vote, which is predicted anyway.</summary>
    private static string? SelectorOf(string name) => SelectorTable.Names(name) switch
    {
        [_] => null,
        [_, var other] when !name.Contains(',', StringComparison.Ordinal) => other,
        _ => throw new UsageException($"'{name}' are several selectors: one is predicted at a time."),
    };
}
