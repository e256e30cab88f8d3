namespace HeavySim.Verifier.Tests;

/// <summary>Cross-checks by scripted models, for tests.</summary>
internal static class Panels
{
    public static CrossCheckOptions Options(ScriptedModel model, int checkers, TimeProvider? time = null) => new()
    {
        Checkers = [.. Enumerable.Range(0, checkers).Select(i => new Checker(Ballots.Card(i), model))],
        Time = time ?? TimeProvider.System,
    };

    public static async Task<IReadOnlyList<Finding>> CollectAsync(
        this ICrossChecker check, Ballot ballot, long seed = 1, CancellationToken cancellationToken = default)
    {
        var findings = new List<Finding>();
        await foreach (var finding in check.CheckAsync(Ballots.Problem(), ballot, seed, cancellationToken))
            findings.Add(finding);

        return findings;
    }
}
