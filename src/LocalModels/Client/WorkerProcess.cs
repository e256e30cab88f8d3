using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using HeavySim.Agents;

namespace HeavySim.LocalModels;

/// <summary>A process that runs a model, from its start to its end. Safe to call concurrently.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KeptLines = 12;

    private readonly Process _process;
    private readonly ConcurrentDictionary<long, Channel<WorkerReply>> _texts = new();
    private readonly ConcurrentQueue<string> _lastWords = new();
    private readonly TaskCompletionSource<LoadedFacts> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _blamed = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private bool _hasEnded;

    private WorkerProcess(Process process) => (_process, Id) = (process, process.Id);

    /// <summary>Its number at the operating system.</summary>
    public int Id { get; }

    /// <summary>What it loaded; fails where it could not.</summary>
    public Task<LoadedFacts> Loaded => _loaded.Task;

    /// <summary>True once nothing more can be asked of it.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate)
                return _hasEnded;
        }
    }

    /// <summary>How it ended, in words.</summary>
    public string Ending { get; private set; } = "";

    /// <summary>Begins one.</summary>
    /// <exception cref="HeavySimException">It cannot be begun.</exception>
    public static WorkerProcess Start(GgufOptions options)
    {
        Process? process;
        try
        {
            process = Process.Start(WorkerCommand.Create());
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new HeavySimException($"The process that is to run {options.Path} cannot be begun: {error.Message}", error);
        }

        var worker = new WorkerProcess(process!);
        process!.ErrorDataReceived += (_, line) => worker.Hear(line.Data);
        process.BeginErrorReadLine();
        new Thread(worker.Listen) { IsBackground = true, Name = "gguf" }.Start();
        worker.Send(new WorkerRequest { Load = options });
        return worker;
    }

    /// <summary>Asks for a text.</summary>
    /// <returns>What comes of it; completed without an end where the process ended first.</returns>
    public ChannelReader<WorkerReply> Ask(Generation generation)
    {
        var replies = Channel.CreateUnbounded<WorkerReply>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        lock (_gate)
        {
            if (_hasEnded)
                replies.Writer.Complete();
            else
                _texts[generation.Id] = replies;
        }

        Send(new WorkerRequest { Generate = generation });
        return replies.Reader;
    }

    /// <summary>Notes that a prompt was being worked at when it ended; true the first time that this is said of the prompt.</summary>
    public bool Blames(string prompt)
    {
        lock (_gate)
            return _blamed.Add(prompt);
    }

    /// <summary>Says that nobody wants a text any more.</summary>
    public void Leave(long id)
    {
        if (_texts.TryRemove(id, out _))
            Send(new WorkerRequest { Cancel = id });
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    private void Send(WorkerRequest request)
    {
        try
        {
            lock (_gate)
            {
                if (_hasEnded)
                    return;

                _process.StandardInput.WriteLine(JsonSerializer.Serialize(request, WorkerJson.Default.WorkerRequest));
                _process.StandardInput.Flush();
            }
        }
        catch (IOException)
        {
            // It is ending: whoever listens will hear of it.
        }
    }

    private void Listen()
    {
        try
        {
            while (_process.StandardOutput.ReadLine() is { } line)
                Read(line);
        }
        catch (IOException)
        {
            // Its end is told below.
        }

        _process.WaitForExit();
        Ending = _process.ExitCode > 128 ? $"signal {_process.ExitCode - 128}" : $"exit code {_process.ExitCode}";
        lock (_gate)
            _hasEnded = true;
        var words = string.Join(' ', _lastWords);
        _loaded.TrySetException(new HeavySimException(
            $"The process that was to load the model ended ({Ending}).{(words.Length == 0 ? "" : $" Its last words: {words}")}"));
        foreach (var replies in _texts.Values)
            replies.Writer.TryComplete();
        _process.Dispose();
    }

    private void Read(string line)
    {
        WorkerReply? reply;
        try
        {
            reply = JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerReply);
        }
        catch (JsonException)
        {
            // Something that native code wrote where it should not.
            return;
        }

        if (reply?.Id is not { } id)
        {
            if (reply?.Ready is { } facts)
                _loaded.TrySetResult(facts);
            else if (reply?.Fault is { } fault)
                _loaded.TrySetException(new HeavySimException(fault.Message));
            return;
        }

        if (!_texts.TryGetValue(id, out var replies))
            return;

        replies.Writer.TryWrite(reply);
        if (reply.End is not null || reply.Fault is not null)
        {
            _texts.TryRemove(id, out _);
            replies.Writer.TryComplete();
        }
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        _lastWords.Enqueue(SafeText.Of(line, null));
        while (_lastWords.Count > KeptLines)
            _lastWords.TryDequeue(out _);
    }
}
