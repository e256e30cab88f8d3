using System.Text.Json.Serialization;

namespace HeavySim.Core;

/// <summary>How a program fared in its tests, which run in their order and stop at the first that fails.</summary>
/// <param name="Passed">Tests passed.</param>
/// <param name="Count">Tests there are, at least 1.</param>
/// <param name="End">What ended it.</param>
/// <param name="Note">The error of the test that failed, in a line, or null: text of the program's, data.</param>
public sealed record TestReport(int Passed, int Count, TestEnd End, string? Note = null)
{
    /// <summary>The mark that follows.</summary>
    [JsonIgnore]
    public Grade Grade => End switch
    {
        TestEnd.Passed => Grade.Correct,
        TestEnd.Untestable => Grade.Ungraded,
        _ => Grade.Incorrect,
    };
}
