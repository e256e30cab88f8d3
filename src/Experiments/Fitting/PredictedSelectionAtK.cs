namespace HeavySim.Experiments.Fitting;

/// <summary>What a selector makes of k agents.</summary>
/// <param name="K">Agents.</param>
/// <param name="IsRecorded">True where it was computed from the record, with its interval over problems; else it is predicted.</param>
/// <param name="Accuracy">
/// Its accuracy; where it reads checks, if these grow with the agents, as they do from fewer of the recorded agents to more.
/// </param>
/// <param name="SameChecks">
/// Its accuracy if each answer is checked as often as with all recorded agents, by whatever number; null where it reads no checks, and
/// below the recorded number.
/// </param>
internal sealed record PredictedSelectionAtK(int K, bool IsRecorded, Estimate Accuracy, Estimate? SameChecks);
