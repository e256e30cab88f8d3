namespace HeavySim.Experiments.Comparing;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Run">The run.</param>
/// <param name="Reading">How its choices are read.</param>
internal sealed record ComparedRun(string Name, RunReader Run, SideReading Reading);
