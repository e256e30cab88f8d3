using System.Text.Json;
using HeavySim.LocalModels;
using HeavySim.Records.Problems;
using HeavySim.Server;
using HeavySim.Simulation;

namespace HeavySim.Cli.Commands;

/// <summary>
/// <c>heavysim mock</c>: the simulated model, or a model file, as an OpenAI-compatible endpoint in real time, with faults on demand.
/// </summary>
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
        var gguf = new Option<string?>("--gguf")
        {
            Description = "Serve this model file, without --profile, --problems, --speed and --latency.",
            HelpName = "file",
        };
        var local = new LocalModelFlags();
        var json = JsonOption.Create();
        var command = new Command(
            "mock",
            "Serves the simulated model, or a model file, as an OpenAI-compatible endpoint, streaming and plain, with faults on demand.")
        {
            port, host, profile, problems, faults, speed, latency, seed, gguf, json,
        };
        foreach (var option in local.All)
            command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new ChatEndpointOptions
            {
                Port = parsed.GetValue(port),
                Host = parsed.GetRequiredValue(host),
                ApiKey = Environment.GetEnvironmentVariable("HEAVYSIM_MOCK_KEY") is { Length: > 0 } key ? key : null,
                AcceptsAnyModelName = true,
            };
            if (parsed.GetValue(gguf) is { } file)
            {
                Option[] simulated = [profile, problems, speed, latency];
                if (simulated.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
                    throw new UsageException($"{other.Name} is for the simulated model, and --gguf serves a file.");

                var faultsOfFile = parsed.GetValue(faults) is { } shares ? SimulatedFaults.Parse(shares) : FaultRates.None;
                var model = new GgufOptions(file) { Threads = local.Threads(parsed), Template = local.Template(parsed) };
                using var worker = new WorkerHost(model);
                var facts = await worker.LoadAsync(cancellationToken);
                await using var served = await StartAsync(
                    options, new ServedModel(facts.Name, new GgufChatClient(worker, facts.Name, facts.KeepsSystem)), faultsOfFile,
                    TimeProvider.System, latency: null, parsed.GetValue(seed), cancellationToken);
                await ServeAsync(parsed, served, facts.Name, parsed.GetValue(json), cancellationToken);
                return ExitCode.Done;
            }

            var world = await BadUsage.Of(() =>
                LoadAsync(parsed.GetRequiredValue(profile), parsed.GetValue(problems), parsed.GetValue(seed), cancellationToken));
            var rates = parsed.GetValue(faults) is { } text ? SimulatedFaults.Parse(text) : world.Profile.Faults;
            await using var endpoint = await StartAsync(
                options, world, rates, parsed.GetValue(speed), parsed.GetValue(latency), parsed.GetValue(seed), cancellationToken);
            await ServeAsync(parsed, endpoint, world.Profile.Name, parsed.GetValue(json), cancellationToken);
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
        return await StartAsync(options, new ServedModel(model.Profile.Name, client), rates, clock, latency, seed, cancellationToken);
    }

    private static Task<ChatEndpoint> StartAsync(
        ChatEndpointOptions options, ServedModel model, FaultRates rates, TimeProvider clock, double? latency, long seed,
        CancellationToken cancellationToken) =>
        MockEndpoint.StartAsync(
            options,
            [model],
            new MockOptions
            {
                Latency = latency is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Faults = rates.Total > 0 ? new SimulatedFaults(new FaultPlan(rates, seed), clock) : null,
            },
            cancellationToken);

    private static async Task ServeAsync(
        ParseResult parsed, ChatEndpoint endpoint, string model, bool isJson, CancellationToken cancellationToken)
    {
        await parsed.InvocationConfiguration.Output.WriteLineAsync(isJson
            ? $"{{\"baseUrl\":{JsonSerializer.Serialize(endpoint.BaseUrl.ToString())},\"model\":{JsonSerializer.Serialize(model)}}}"
            : $"{Terminal.Safe(model)} answers at {endpoint.BaseUrl} (Ctrl-C ends it)");
        await UntilCancelledAsync(cancellationToken);
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
