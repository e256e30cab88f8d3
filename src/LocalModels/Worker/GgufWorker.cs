using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using LLama.Native;

namespace HeavySim.LocalModels;

/// <summary>
/// The process that runs a model: reads requests from its standard input and writes replies to its standard output, a JSON object a line,
/// until its input ends. What native code has to say goes to the standard error.
/// </summary>
internal static class GgufWorker
{
    /// <summary>Serves until the input ends.</summary>
    /// <returns>The exit code: 0, or 1 when the model could not be loaded.</returns>
    public static int Serve()
    {
        // Ctrl-C is the program's to see, which cancels what it asked for and then closes this process's input.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        // Whoever else writes to the console must not do it between the replies.
        Console.SetOut(Console.Error);
        NativeLibraryConfig.All.WithLogCallback(static (level, message) =>
        {
            if (level is LLamaLogLevel.Error or LLamaLogLevel.Warning)
                Console.Error.Write(message);
        });
        if (Request(input.ReadLine())?.Load is not { } options)
            return 1;

        try
        {
            using var model = LoadedModel.Load(options);
            Tell(new WorkerReply { Ready = model.Facts });
            output.Flush();
            using var requests = new BlockingCollection<WorkerRequest>();
            var reader = new Thread(() => Read(input, requests)) { IsBackground = true, Name = "requests" };
            reader.Start();
            new Batcher(model, Tell, output.Flush).Run(requests);
            return 0;
        }
        catch (HeavySimException error)
        {
            return Fail(error.Message);
        }
        catch (TypeInitializationException)
        {
            return Fail(
                "What runs model files cannot be loaded: it belongs beside the program, in the folder "
                + $"{Path.Combine(AppContext.BaseDirectory, "runtimes")}, and has to be of this system.");
        }
        catch (IOException)
        {
            // Nobody listens any more.
            return 0;
        }

        int Fail(string message)
        {
            Tell(new WorkerReply { Fault = new WorkerFault(FailureCause.NotFound, message) });
            output.Flush();
            return 1;
        }

        void Tell(WorkerReply reply) => output.WriteLine(JsonSerializer.Serialize(reply, WorkerJson.Default.WorkerReply));
    }

    private static void Read(StreamReader input, BlockingCollection<WorkerRequest> requests)
    {
        while (input.ReadLine() is { } line)
        {
            if (Request(line) is { } request)
                requests.Add(request);
        }

        requests.CompleteAdding();
    }

    private static WorkerRequest? Request(string? line)
    {
        try
        {
            return line is null ? null : JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerRequest);
        }
        catch (JsonException)
        {
            // Not from the program that began this process: nobody to tell.
            return null;
        }
    }
}
