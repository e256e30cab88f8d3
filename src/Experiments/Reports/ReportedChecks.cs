using System.Globalization;
using System.Text.Json.Serialization;

namespace HeavySim.Experiments.Reports;

/// <summary>The calls of a run's cross-checks.</summary>
/// <param name="Calls">Verdicts and comparisons made.</param>
/// <param name="Silent">Those of them that told nothing: the call failed, or its reply could not be read or prefers no answer.</param>
public sealed record ReportedChecks(long Calls, long Silent)
{
    // A few replies that cannot be read are usual; a tenth of them is a sign that the checkers do not do what they are asked. Assumed.
    private const double Usual = .1;

    /// <summary>What is to be said of silent ones, or null where they are as few as is usual.</summary>
    [JsonIgnore]
    public string? Warning =>
        Silent > Usual * Calls
            ? string.Create(
                CultureInfo.InvariantCulture, $"{Silent:N0} of {Calls:N0} told nothing: failed, unreadable or without a preference")
            : null;
}
