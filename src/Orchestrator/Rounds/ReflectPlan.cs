using System.Globalization;

namespace HeavySim.Orchestrator;

/// <summary>
/// Independent trajectories and one last attempt that looks back on all of them (the heavy mode of Kimi K2 Thinking, with eight and one).
/// </summary>
/// <param name="Trajectories">How many, 2 to 32; default 8.</param>
internal sealed record ReflectPlan(int Trajectories = 8) : IRoundPlan
{
    public const string Name = "reflect";

    public IReadOnlyList<int> Widths => [Trajectories, 1];

    public EarlierForm Form => EarlierForm.Trajectories;

    public IReadOnlyList<Attempt> Choose(IReadOnlyList<Attempt> before, RandomKey key) => Drawn.Order(before, key);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}:{Trajectories}");

    /// <summary>Reads "8".</summary>
    /// <exception cref="HeavySimException">It is no number, or out of range.</exception>
    public static ReflectPlan Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 2 and <= EnsembleSolver.MaximumAgents
            ? new ReflectPlan(number)
            : throw new HeavySimException(
                $"the plan {Name} is a number of trajectories from 2 to {EnsembleSolver.MaximumAgents}, as in {new ReflectPlan()}; "
                + $"'{text}' is not.");
}
