using System.Text.Json.Serialization;

namespace HeavySim.Experiments.Reports;

/// <summary>One end to which programs came in their tests.</summary>
/// <param name="End">The end.</param>
/// <param name="Programs">How many attempts.</param>
public sealed record ReportedTestEnd(TestEnd End, long Programs)
{
    /// <summary>The end in words.</summary>
    [JsonIgnore]
    public string Name => End switch
    {
        TestEnd.Passed => "passed",
        TestEnd.WrongAnswer => "wrong answer",
        TestEnd.RuntimeError => "runtime error",
        TestEnd.TimeLimit => "time limit",
        TestEnd.MemoryLimit => "memory limit",
        TestEnd.OutputLimit => "output limit",
        TestEnd.Untestable => "untestable",
        _ => "no program",
    };
}
