namespace HeavySim.Cli.Rendering;

/// <summary>The search tree of one problem of a run on stdout.</summary>
internal static class TreeOutput
{
    /// <exception cref="HeavySimException">The run has no such problem, or no tree of it.</exception>
    public static void Write(Terminal terminal, RunReader run, string problem, bool isJson)
    {
        var recorded = run.Problem(problem) ?? throw new HeavySimException($"the run \"{run.Summary.Name}\" has no problem \"{problem}\"");
        if (recorded.Solution?.Solution is not { Tree.Count: > 0 } solution)
            throw new HeavySimException(
                $"the run \"{run.Summary.Name}\" has no tree of problem \"{problem}\": "
                + $"{(recorded.Solution is null ? "it is not solved" : "it was run without --tree")}");

        if (isJson)
            TreeDocument.Write(terminal.Out, solution);
        else
            TreeText.Write(terminal.Out, solution);
    }
}
