using HeavySim.Records.Problems;
using HeavySim.Server;
using HeavySim.Simulation;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim mock</c>: the simulated model as an OpenAI-compatible endpoint in real time, with faults on demand.</summary>
internal static class MockCommand
{
    public static Command Create()
    {
        var port = new NumberOption<int>("--port", NumberRange.Of(0, 65535))
        {
            Description = "The port; 0 takes any that is free.",
            DefaultValueFactory = static _ => 8080,
            HelpName = "0..65535",
        };
        var host = new Option<string>("--host")
        {
            Description = "The address to listen on; anything but loopback lets others in.",
            DefaultValueFactory = static _ => "localhost",
            HelpName = "address",
        };
        var profile = new Option<string>("--profile")
        {
            Description = "What the model is like: a profile's name or a JSON file. See 'heavysim profiles'.",
            DefaultValueFactory = static _ => "",
            HelpName = "profile",
        };
        var problems = new Option<string?>("--problems")
        {
            Description = "A problem set, so that the model knows the golds.",
            HelpName = "file",
        };
        var faults = new Option<string?>("--faults")
        {
            Description = "How often requests fail: a share (0.3: all kinds alike) or kinds " + "(rateLimited=.1,hang=.05,burstShare=.2). "
                + "Default: the profile's.",
            HelpName = "rates",
        };
        var speed = new NumberOption<double>(
            "--speed",
            new NumberRange(
                $"more than 0 and at most {ScaledTimeProvider.MaximumSpeed}", static n => n is > 0 and <= ScaledTimeProvider.MaximumSpeed))
        {
            Description = "How much faster than life: 10 answers in a tenth of the time.",
            DefaultValueFactory = static _ => 1,
            HelpName = "factor",
        };
        var latency = new NumberOption<double?>("--latency", NumberRange.Of(0, 3600, "seconds"))
        {
            Description = "Answer every call after just this many seconds, instead of the profile's times.",
            HelpName = "seconds",
        };
        var seed = new NumberOption<long>("--seed", NumberRange.Any)
        {
            Description = "The seed of the world.",
            DefaultValueFactory = static _ => 1,
            HelpName = "number",
        };
        var json = JsonOption.Create();
        var command = new Command(
            "mock",
            "Serves the simulated model as an OpenAI-compatible endpoint, streaming and plain, with faults on demand.")
        {
            port, host, profile, problems, faults, speed, latency, seed, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new ChatEndpointOptions
            {
                Port = parsed.GetValue(port),
                Host = parsed.GetRequiredValue(host),
                ApiKey = Environment.GetEnvironmentVariable("HEAVYSIM_MOCK_KEY") is { Length: > 0 } key ? key : null,
                AcceptsAnyModelName = true,
            };
            var world = await BadUsage.Of(() =>
                LoadAsync(parsed.GetRequiredValue(profile), parsed.GetValue(problems), parsed.GetValue(seed), cancellationToken));
            var rates = parsed.GetValue(faults) is { } text ? SimulatedFaults.Parse(text) : world.Profile.Faults;
            await using var endpoint = await StartAsync(
                options, world, rates, parsed.GetValue(speed), parsed.GetValue(latency), parsed.GetValue(seed), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? $$"""{"baseUrl":"{{endpoint.BaseUrl}}","model":"{{world.Profile.Name}}"}"""
                : $"{world.Profile.Name} answers at {endpoint.BaseUrl} (Ctrl-C ends it)");
            await UntilCancelledAsync(cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<SimulatedModel> LoadAsync(string profile, string? problems, long seed, CancellationToken cancellationToken)
    {
        IReadOnlyList<Problem> known = problems is null ? [] : (await ProblemSet.LoadAsync(problems, cancellationToken)).Problems;
        return new SimulatedModel(ProfileCatalog.Load(profile), known, Ensemble.Answers, seed);
    }

    private static async Task<ChatEndpoint> StartAsync(
        ChatEndpointOptions options, SimulatedModel model, FaultRates rates, double speed, double? latency, long seed,
        CancellationToken cancellationToken)
    {
        // A fixed latency stands in for all of the profile's own times.
        var clock = new ScaledTimeProvider(TimeProvider.System, latency is null ? speed : ScaledTimeProvider.MaximumSpeed);
        var client = new SimulatedChatClient(
            model, new SimulatedEndpoint(latency is null ? model.Profile.Capacity : Capacity.Unlimited, clock));
        return await MockEndpoint.StartAsync(
            options,
            [new ServedModel(model.Profile.Name, client)],
            new MockOptions
            {
                Latency = latency is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Faults = rates.Total > 0 ? new SimulatedFaults(new FaultPlan(rates, seed), clock) : null,
            },
            cancellationToken);
    }

    private static async Task UntilCancelledAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how a server ends.
        }
    }
}
