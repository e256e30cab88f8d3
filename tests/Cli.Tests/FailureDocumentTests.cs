using HeavySim.Agents;
using HeavySim.Ensembles.Endpoints;

namespace HeavySim.Cli.Tests;

/// <summary>Who was promised a JSON document gets one, also of a failure.</summary>
public sealed class FailureDocumentTests
{
    [Theory]
    [InlineData(2, "bad-usage", "run", "no-such-file.jsonl", "--json")]
    [InlineData(2, "bad-usage", "run", "--agnets", "3", "--json")]
    [InlineData(2, "bad-usage", "solve", " ", "--json")]
    [InlineData(2, "bad-usage", "sweep", "no-such-grid.json", "--json")]
    [InlineData(1, null, "report", "--json", "--store", "no-such-store.db")]
    [InlineData(1, null, "export", "--json", "-o", "x.jsonl", "--store", "no-such-store.db")]
    public async Task Json_OfWhatFails_HasTheErrorAndTheExitCode(int exitCode, string? cause, params string[] command)
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, command);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(exitCode, result.Json.GetProperty("exitCode").GetInt32());
        Assert.Equal(cause, result.Json.GetProperty("cause").GetString());
        Assert.NotEmpty(result.Json.GetProperty("error").GetString()!);
        Assert.NotEmpty(result.Error);
    }

    [Fact]
    public async Task Json_OfACancelledRun_SaysSo()
    {
        using var folder = new ScratchFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await CommandLine.RunAsync(
            ["run", Sums.File(folder, 100), "--json", "--store", folder.File("heavysim.db")], output, error,
            new CancellationToken(canceled: true));

        var document = new Invocation(exitCode, output.ToString(), error.ToString()).Json;
        Assert.Equal((130, "cancelled"), (exitCode, document.GetProperty("cause").GetString()));
    }

    [Fact]
    public void Of_EndpointsFailure_HasItsCause()
    {
        var failure = new EndpointFailure(
            new EndpointOptions { Name = "here", BaseUrl = "http://here/v1" }, null,
            new ModelCallException(FailureCause.Unauthorized, "401: no"), DateTimeOffset.UnixEpoch);
        var told = new HeavySimException("outer", new EndpointFailedException(failure, new HeavySimException("401: no")));

        Assert.Equal("unauthorized", Documents.ErrorDocument.Of(told, 1).Cause);
    }

    [Fact]
    public async Task Error_WithoutJson_LeavesStdoutEmpty()
    {
        var result = await Invocation.OfAsync("run", "no-such-file.jsonl");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }
}
