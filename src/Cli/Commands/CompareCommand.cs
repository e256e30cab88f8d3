using HeavySim.Experiments.Comparing;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim compare A B</c>: two runs on the same problems, at equal k and at equal tokens.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var first = new Argument<string>("A")
        {
            Description = "A run; its choices are read as it made them, or anew: RUN:selector lets a selector that asks no model choose "
                + "from the record (RUN:best), RUN:stop=rule lets a stop rule end the vote (RUN:stop=beta:.95).",
        };
        var second = new Argument<string>("B") { Description = "Another run on the same problems, or the same read otherwise." };
        var store = StoreOption.Create();
        var otherStore = new Option<string?>("--store-b") { Description = "The file that keeps B. Default: the same.", HelpName = "file" };
        var seed = new NumberOption<long>("--seed", NumberRange.Any)
        {
            Description = "The seed of the permutation tests.",
            DefaultValueFactory = static _ => 1,
            HelpName = "number",
        };
        var json = JsonOption.Create();
        var command = new Command(
            "compare",
            "Compares two runs, or two readings of one, problem by problem: at equal k, at equal tokens, in what they chose, and by "
            + "category; where one was not chosen by the vote, each side's own selector against agents and tokens too.")
        {
            first, second, store, otherStore, seed, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = parsed.GetRequiredValue(store);
            var a = ComparedName.Find(RunStore.OpenExisting(file), parsed.GetRequiredValue(first));
            var b = ComparedName.Find(RunStore.OpenExisting(parsed.GetValue(otherStore) ?? file), parsed.GetRequiredValue(second));
            var comparison = await RunComparer.CompareAsync(a, b, Ensemble.Answers, parsed.GetValue(seed), cancellationToken);
            DocumentOutput.Write(
                Terminal.Of(parsed), comparison, DocumentJson.Default.RunComparison, parsed.GetValue(json), ComparisonText.Write);
            return ExitCode.Done;
        });
        return command;
    }
}
