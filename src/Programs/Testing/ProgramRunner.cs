using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HeavySim.Programs;

/// <summary>Runs a program on jobs in the sandbox: several to a sandbox, each in a process of its own.</summary>
internal sealed class ProgramRunner(PythonSandbox sandbox)
{
    /// <summary>
    /// Processor time of one test, as LiveCodeBench gives; of wall time twice as much, so that a busy machine changes no mark.
    /// </summary>
    private static readonly TimeSpan TestTime = TimeSpan.FromSeconds(6);

    /// <summary>Jobs that share a sandbox at most.</summary>
    private const int MaxShared = 16;

    /// <summary>Characters of input that share a sandbox at most, but for a single test with more.</summary>
    private const long MaxInput = 16L << 20;

    /// <summary>Bytes of output that a job may write at least, and that the jobs of one sandbox may write together.</summary>
    private const int LeastOutput = 64 << 10;

    private static readonly string Start = SandboxCommand.Resource("start.py");
    private static readonly string Harness = JsonSerializer.Serialize(SandboxCommand.Resource("harness.py"), ProgramJson.Default.String);

    /// <summary>What the sandboxes of tests are opened with.</summary>
    public static PythonLimits Limits { get; } = new()
    {
        Time = TimeSpan.FromSeconds(600),
        MemoryBytes = 1L << 30,
        Processes = 32,
        ScratchBytes = 256L << 20,
        OutputBytes = PythonLimits.MaxOutputBytes,
    };

    /// <summary>Runs the jobs in their order, until one is not right whose failure ends them.</summary>
    /// <param name="suite">Where the program belongs.</param>
    /// <param name="program">Its text.</param>
    /// <param name="jobs">What to do with it, with the bytes that it should write.</param>
    /// <param name="isRight">Whether a job that was done has the right result.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The results, in the order of the jobs, up to the one that ended them.</returns>
    /// <exception cref="HeavySimException">The sandbox itself failed, again and again.</exception>
    public async Task<IReadOnlyList<JobResult>> RunAsync(
        TestSuite suite, string program, IReadOnlyList<ProgramJob> jobs, Func<int, JobResult, bool> isRight,
        CancellationToken cancellationToken)
    {
        var results = new List<JobResult>();
        // Few first: most wrong programs fail early.
        for (var share = jobs.Count(static job => job.GoesOn) + 2; results.Count < jobs.Count; share = Math.Min(2 * share, MaxShared))
        {
            var batch = Batch(jobs, results.Count, share);
            foreach (var result in await RunTogetherAsync(suite, program, batch, cancellationToken))
            {
                results.Add(result);
                if (!jobs[results.Count - 1].GoesOn && (!result.IsDone || !isRight(results.Count - 1, result)))
                    return results;
            }
        }

        return results;
    }

    private static List<ProgramJob> Batch(IReadOnlyList<ProgramJob> jobs, int start, int share)
    {
        var batch = new List<ProgramJob>();
        var (input, output) = (0L, 0L);
        foreach (var job in jobs.Skip(start).Take(share))
        {
            input += job.InputLength;
            output += Allowed(job);
            if (batch.Count > 0 && (input > MaxInput || 2 * output > PythonLimits.MaxOutputBytes))
                break;
            batch.Add(job);
        }

        return batch;
    }

    /// <summary>A little more than a right program writes.</summary>
    private static long Allowed(ProgramJob job) =>
        Math.Min(LeastOutput + (5 * job.ExpectedLength / 4), 3L * PythonLimits.MaxOutputBytes / 4);

    private async Task<IReadOnlyList<JobResult>> RunTogetherAsync(
        TestSuite suite, string program, List<ProgramJob> jobs, CancellationToken cancellationToken)
    {
        var payload = new JsonObject
        {
            ["program"] = program,
            ["prompt"] = suite.Prompt,
            ["entry"] = suite.Entry,
            ["setup"] = suite.Setup,
            ["seconds"] = TestTime.TotalSeconds,
            ["output"] = jobs.Max(Allowed),
            ["jobs"] = new JsonArray([.. jobs.Select(Payload)]),
        };
        var code = $"{Start}# {Harness}\n# {payload.ToJsonString()}";
        var outcome = await RunAsync(code, ((2 * jobs.Count) + 1) * TestTime, cancellationToken);
        var results = outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).OfType<JobResult>().ToList();
        if (results.Count == jobs.Count || (results.Count > 0 && !results[^1].IsDone && !jobs[results.Count - 1].GoesOn))
            return results;

        // The sandbox ended with a job under way.
        return outcome.End switch
        {
            "time" or "memory" or "output" => [.. results, new JobResult(outcome.End, "", "")],
            "signal" => [.. results, new JobResult("error", "", $"ended by signal {outcome.Code}")],
            _ => throw new HeavySimException($"Programs cannot be tested: the tests ended without a report. {outcome.Err.Trim()}"),
        };
    }

    private static JsonNode Payload(ProgramJob job)
    {
        var payload = job.Payload.DeepClone();
        payload["goes_on"] = job.GoesOn;
        return payload;
    }

    /// <summary>A machine that is short of memory or processes for a moment must not end a night's run.</summary>
    private async Task<PythonOutcome> RunAsync(string code, TimeSpan time, CancellationToken cancellationToken)
    {
        const int Tries = 3;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await sandbox.RunAsync(code, cancellationToken, time);
            }
            catch (SandboxException) when (tries < Tries)
            {
                await Task.Delay(TimeSpan.FromSeconds(tries), TimeProvider.System, cancellationToken);
            }
            catch (SandboxException failed)
            {
                throw new HeavySimException($"Programs cannot be tested: {failed.Message}.", failed);
            }
        }
    }

    private static JobResult? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ProgramJson.Default.JobResult);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One thing to do with a program.</summary>
/// <param name="Payload">What the harness is told.</param>
/// <param name="ExpectedLength">Bytes that a right program writes, or 0.</param>
/// <param name="GoesOn">Whether the jobs after it are run however it ends.</param>
internal sealed record ProgramJob(JsonObject Payload, long ExpectedLength, bool GoesOn)
{
    /// <summary>Characters that the program is given, or 0.</summary>
    public long InputLength { get; init; }
}

/// <summary>How a job ended.</summary>
/// <param name="End">"done", "error", "time", "memory", "output" or "syntax".</param>
/// <param name="Out">What the program wrote to standard output.</param>
/// <param name="Value">The result of a call as JSON; the error where there was one.</param>
internal sealed record JobResult(
    [property: JsonPropertyName("end")] string End,
    [property: JsonPropertyName("out")] string Out,
    [property: JsonPropertyName("value")] string Value)
{
    [JsonIgnore]
    public bool IsDone => End == "done";
}

[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(string))]
internal sealed partial class ProgramJson : JsonSerializerContext;
