using Dapper;
using HeavySim.Records.Problems;

namespace HeavySim.Records.Store;

/// <summary>
/// Goes on with a run: refuses what would ask something else, takes in what only asks more (agents, problems) or waits otherwise, and opens
/// the problems again whose attempts are not settled.
/// </summary>
internal sealed class RunContinuation(string path, SqliteConnection connection, SqliteTransaction transaction, RunRow run)
{
    /// <returns>True when it goes on with more agents.</returns>
    /// <exception cref="HeavySimException">Something else would be asked; the message names it, old and new.</exception>
    public bool GoOn(RunSettings settings, ProblemSet problems)
    {
        var recorded = run.Summary;
        var differences = settings.DifferencesFrom(recorded.Settings).ToList();
        var set = run.ProblemSet;
        if (recorded.ProblemDigest != problems.Digest)
        {
            if (IsMore(problems))
                set = ProblemRows.FindOrInsert(problems, connection, transaction);
            else if (!IsLess(problems))
                differences.Add(
                    $"problems were {Described(recorded.ProblemSet, recorded.Problems, recorded.ProblemDigest)}, now "
                        + $"{Described(problems.Name, problems.Problems.Count, problems.Digest)}");
        }

        if (differences.Count > 0)
            throw new HeavySimException(
                $"run \"{settings.Name}\" in {path} was begun with other settings: {string.Join("; ", differences)}. Give this run "
                    + "another name, or the settings it was begun with");

        var options = settings.OptionsJson();
        if (set != run.ProblemSet || options != recorded.Settings.OptionsJson())
            connection.Execute(
                "UPDATE runs SET problem_set = @set, options = @options WHERE id = @Id", new { set, options, run.Id }, transaction);
        var hasMoreAgents = settings.Options.GetValueOrDefault("agents") != recorded.Settings.Options.GetValueOrDefault("agents");
        if (hasMoreAgents)
            connection.Execute(TryRows.ReopenAll, new { run = run.Id }, transaction);
        else if (!settings.IsReplayed)
            connection.Execute(TryRows.Reopen, new { run = run.Id }, transaction);
        return hasMoreAgents;
    }

    private bool IsMore(ProblemSet problems) =>
        problems.Problems.Count > run.Summary.Problems && problems.Take(run.Summary.Problems).Digest == run.Summary.ProblemDigest;

    private bool IsLess(ProblemSet problems) =>
        problems.Problems.Count < run.Summary.Problems
        && ProblemRows.First(problems.Problems.Count, problems.Name, run.ProblemSet, connection, transaction).Digest == problems.Digest;

    private static string Described(string name, int count, string digest) => $"{name} ({count} problems, {digest[..8]})";
}
