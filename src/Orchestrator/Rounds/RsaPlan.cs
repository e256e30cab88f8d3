using System.Globalization;

namespace HeavySim.Orchestrator;

/// <summary>
/// Recursive self-aggregation (Venkatraman et al. 2025, arXiv:2509.26626): a population of solutions; in every step each of as many new
/// attempts sees a few members of the population, drawn for it alone, and writes an improved one. The new ones are the next population.
/// </summary>
/// <param name="Members">The size of the population, N in the paper, 2 to 32; default 16.</param>
/// <param name="Shown">How many members an attempt sees, K in the paper, 1 to N; default 4.</param>
/// <param name="Steps">Populations in all, the first included, T in the paper, 2 to 32; default 10: N·T attempts.</param>
internal sealed record RsaPlan(int Members = 16, int Shown = 4, int Steps = 10) : IRoundPlan
{
    public const string Name = "rsa";

    public IReadOnlyList<int> Widths => [.. Enumerable.Repeat(Members, Steps)];

    public EarlierForm Form => EarlierForm.Solutions;

    public IReadOnlyList<Attempt> Choose(IReadOnlyList<Attempt> before, RandomKey key) => [.. Drawn.Order(before, key).Take(Shown)];


    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}:n={Members},k={Shown},steps={Steps}");

    /// <summary>Reads "n=16,k=4,steps=10", any of them in any order; k left out is 4, or n where that is less.</summary>
    /// <exception cref="HeavySimException">A part is not of that form or out of range.</exception>
    public static RsaPlan Parse(string text)
    {
        var plan = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(new RsaPlan(Shown: 0), static (plan, part) => plan.With(part));
        plan = plan.Shown == 0 ? plan with { Shown = Math.Min(4, plan.Members) } : plan;
        return plan.Shown <= plan.Members
            ? plan
            : throw new HeavySimException($"the plan {Name} shows {plan.Shown} of {plan.Members} members: k is at most n.");
    }

    private RsaPlan With(string part)
    {
        var (name, value) = part.Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (part, "");
        var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return name switch
        {
            "n" when number is >= 2 and <= EnsembleSolver.MaximumAgents => this with { Members = number },
            "k" when number is >= 1 and <= EnsembleSolver.MaximumAgents => this with { Shown = number },
            "steps" when number is >= 2 and <= RoundPlanCatalog.MostRounds => this with { Steps = number },
            _ => throw new HeavySimException(
                $"the plan {Name} is n=2..{EnsembleSolver.MaximumAgents}, k=1..n and steps=2..{RoundPlanCatalog.MostRounds}, joined by "
                + $"commas, as in {new RsaPlan()}; '{part}' is none of these."),
        };
    }
}
