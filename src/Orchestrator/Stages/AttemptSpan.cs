namespace HeavySim.Orchestrator;

/// <summary>The span of one try of an agent, from its call slot to its outcome.</summary>
internal static class AttemptSpan
{
    public static Span Begin(Problem problem, AgentCard agent, int sample, TimeProvider time)
    {
        var span = Telemetry.Begin("attempt", time, new(SpanTags.Problem, problem.Id), new(SpanTags.Agent, agent.Index + 1));
        if (!span.IsOn)
            return span;

        span.Set(SpanTags.Strategy, agent.Strategy);
        span.Set("gen_ai.request.model", agent.Model.Length > 0 ? agent.Model : null);
        span.Set(SpanTags.Sample, sample > 0 ? sample : null);
        return span;
    }

    public static void End(Span span, Attempt attempt)
    {
        if (!span.IsOn)
            return;

        span.Set(SpanTags.Outcome, attempt.Outcome.Name);
        span.Set(attempt.Usage);
        if (attempt.Outcome is Outcome.Failed failed)
            span.Fail(failed.Cause.ToString());
        else if (attempt.Outcome is Outcome.TimedOut timedOut)
            span.Fail($"{timedOut.Limit} limit");
    }
}
