namespace HeavySim.Simulation;

/// <summary>Solving again with earlier attempts in view, as one of several rounds.</summary>
internal sealed class AggregatingTasks(Aggregating aggregating, IAnswerEngine engine, SolvingTasks solving)
{
    /// <summary>
    /// With probability Openness follows one of the answers shown, a right one being e^skill times as likely as a wrong one; otherwise, and
    /// where nothing shown has an answer, solves afresh.
    /// </summary>
    public TaskResult Aggregate(in TaskContext context)
    {
        var stream = context.Key.With("aggregate").Open();
        if (stream.NextDouble() >= aggregating.Openness)
            return solving.Solve(context);

        List<QuotedAnswer> shown = [];
        var skill = aggregating.Skill;
        foreach (var (name, text) in context.Request.Blocks)
        {
            var kind = name.Split(' ')[0];
            if (kind is not ("solution" or "conclusion" or "trajectory"))
                continue;

            skill = kind == "conclusion" ? aggregating.ConclusionSkill : aggregating.Skill;
            if (QuotedAnswer.Read(context, name, text, engine) is { } quoted)
                shown.Add(quoted);
        }

        if (shown.Count == 0)
            return solving.Solve(context);

        var favour = Math.Exp(skill);
        var at = stream.NextDouble() * shown.Sum(q => q.IsRight ? favour : 1);
        var chosen = 0;
        while (chosen < shown.Count - 1 && (at -= shown[chosen].IsRight ? favour : 1) >= 0)
            chosen++;
        return solving.Follow(context, shown[chosen], ref stream);
    }
}
