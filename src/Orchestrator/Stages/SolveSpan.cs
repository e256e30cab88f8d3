namespace HeavySim.Orchestrator;

/// <summary>The span of a whole solve, its wait for a first slot included: what all of its calls stand below.</summary>
internal static class SolveSpan
{
    public static async Task<Solution> AroundAsync(Problem problem, TimeProvider time, Func<Task<Solution>> solve)
    {
        if (!Telemetry.IsListenedTo)
            return await solve();

        using var span = Telemetry.Begin("solve", time, new KeyValuePair<string, object?>(SpanTags.Problem, problem.Id));
        try
        {
            var solution = await solve();
            var outcome = solution.Selection.Answer is null ? "unanswered" : "answered";
            span.Set(SpanTags.Outcome, outcome);
            span.Set(SpanTags.Stopped, solution.Stopped);
            span.Set("heavysim.agents", solution.Attempts.Count(static a => a.Round == 0));
            span.Set(solution.Usage);
            Telemetry.CountSolve(solution.Elapsed, outcome);
            return solution;
        }
        catch (OperationCanceledException)
        {
            span.Set(SpanTags.Outcome, "cancelled");
            throw;
        }
        catch (Exception error)
        {
            // Its message may hold anything: only its type is told.
            span.Set(SpanTags.Outcome, "failed");
            span.Fail(error.GetType().Name);
            throw;
        }
    }
}
