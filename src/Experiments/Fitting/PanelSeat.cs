namespace HeavySim.Experiments.Fitting;

/// <summary>A member of a recorded panel: one agent of the run.</summary>
/// <param name="Index">Its place in the roster, from 0; in an import the place of its answer in the row.</param>
/// <param name="Name">The name under which fusion knows it: agents alike in model and strategy share one, and a weight.</param>
/// <param name="Right">Graded problems it has right: the share of its samples that are right, summed.</param>
/// <param name="Problems">Graded problems of the run: the denominator, silence included.</param>
internal sealed record PanelSeat(int Index, string Name, double Right, int Problems)
{
    /// <summary>The share of graded problems it has right, in 0..1.</summary>
    public double Accuracy => Problems == 0 ? 0 : Right / Problems;
}
