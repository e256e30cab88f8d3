namespace HeavySim.Experiments.Reports;

/// <summary>The golds that fusion was fitted with, and that confidences were put right by.</summary>
/// <param name="Asked">How many were asked for, 1 or more.</param>
/// <param name="Seen">How many there were to see: fewer where fewer problems have a gold and an answer.</param>
/// <param name="Measured">How many of these stand by problems that the figures of selectors are of.</param>
/// <param name="Problems">The problems that these figures are of.</param>
public sealed record ReportedGolds(int Asked, int Seen, int Measured, int Problems);
