namespace HeavySim.Experiments;

/// <summary>What a stop rule would have made of a run's samples, had they come one at a time in random order.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Problems">The denominator: graded problems with at least <paramref name="Budget"/> samples.</param>
/// <param name="Budget">The most samples drawn.</param>
/// <param name="Accuracy">Expected accuracy of the vote at the stop.</param>
/// <param name="AccuracyError">Its standard error over problems; null for one problem.</param>
/// <param name="Samples">Expected samples per problem; not a share.</param>
/// <param name="SamplesError">Its standard error over problems; null for one problem.</param>
/// <param name="Change">The difference to the vote over all samples, on the same problems.</param>
/// <param name="Saved">The share of the samples it saves.</param>
/// <param name="SimulationError">What of the accuracy's error is due to drawing orders instead of counting all; 0 where all were counted.</param>
public sealed record ReportedStopRule(
    string Rule,
    int Problems,
    int Budget,
    ReportedInterval Accuracy,
    double? AccuracyError,
    ReportedInterval Samples,
    double? SamplesError,
    ReportedDifference Change,
    double Saved,
    double SimulationError);
