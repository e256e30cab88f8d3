using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using HeavySim.Agents;

namespace HeavySim.LocalModels;

/// <summary>
/// Has a model run, however often its process ends: the next request begins another. A prompt at which it ended twice is asked alone, so
/// that it takes no others with it, and at which it ended three times not again. Safe to call concurrently.
/// </summary>
/// <param name="options">The model.</param>
internal sealed class WorkerHost(GgufOptions options) : IDisposable
{
    private const int DeathsUntilAlone = 2;
    private const int MostDeaths = 3;

    private readonly Lock _gate = new();
    private readonly TurnGate _turns = new();
    private readonly ConcurrentDictionary<string, int> _deaths = new(StringComparer.Ordinal);
    private Part[]? _parts;
    private long _lastId;
    private bool _isDisposed;

    /// <summary>Waits until the model is loaded.</summary>
    /// <exception cref="HeavySimException">It cannot be; the message says why.</exception>
    public async Task<LoadedFacts> LoadAsync(CancellationToken cancellationToken)
    {
        options.CheckFile();
        var loaded = await Task.WhenAll(Parts().Select(static part => part.Worker().Loaded)).WaitAsync(cancellationToken);
        return loaded[0] with { Slots = loaded.Sum(static f => f.Slots) };
    }

    /// <summary>Has a text written.</summary>
    /// <param name="generation">What is asked for; its number is given here.</param>
    /// <param name="cancellationToken">Leaves it: its place is free at the model's next step.</param>
    /// <returns>What comes, the end last.</returns>
    /// <exception cref="ModelCallException">The process ended, the model cannot be loaded, or it refuses the request.</exception>
    public async IAsyncEnumerable<WorkerReply> AskAsync(
        Generation generation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prompt = Fingerprint(generation);
        var deaths = _deaths.GetValueOrDefault(prompt);
        if (deaths >= MostDeaths)
            throw Deadly(deaths);

        await _turns.EnterAsync(deaths >= DeathsUntilAlone, cancellationToken);
        var part = Busy();
        WorkerProcess? worker = null;
        var id = Interlocked.Increment(ref _lastId);
        var (hasBegun, hasEnded) = (false, false);
        try
        {
            worker = await LoadedWorkerAsync(part, cancellationToken);
            var replies = worker.Ask(generation with { Id = id });
            while (!hasEnded && await replies.WaitToReadAsync(cancellationToken))
            {
                while (replies.TryRead(out var reply))
                {
                    hasBegun = true;
                    if (reply.Fault is { } fault)
                        throw new ModelCallException(fault.Cause, SafeText.Of(fault.Message, null));

                    hasEnded |= reply.End is not null;
                    yield return reply;
                }
            }

            if (!hasEnded)
                throw Died(worker, prompt, hasBegun);

            _deaths.TryRemove(prompt, out _);
        }
        finally
        {
            if (!hasEnded)
                worker?.Leave(id);
            lock (_gate)
                part.Texts--;
            _turns.Leave();
        }
    }

    /// <summary>The processes that run now.</summary>
    internal IReadOnlyList<int> ProcessIds => [.. Parts().Select(static p => p.Worker().Id)];

    /// <summary>Ends the processes.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var part in _parts ?? [])
                part.Dispose();
        }
    }

    private static async Task<WorkerProcess> LoadedWorkerAsync(Part part, CancellationToken cancellationToken)
    {
        var worker = part.Worker();
        try
        {
            await worker.Loaded.WaitAsync(cancellationToken);
            return worker;
        }
        catch (HeavySimException error)
        {
            throw new ModelCallException(FailureCause.Server, SafeText.Of(error.Message, null), error);
        }
    }

    private Part[] Parts()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _parts ??= [.. options.Parts().Select(static o => new Part(o))];
        }
    }

    /// <summary>The process that has least to do, with one text more.</summary>
    private Part Busy()
    {
        var parts = Parts();
        lock (_gate)
        {
            var part = parts.MinBy(static p => (double)p.Texts / p.Slots)!;
            part.Texts++;
            return part;
        }
    }

    private ModelCallException Died(WorkerProcess worker, string prompt, bool hasBegun)
    {
        // Many agents may have asked the same: it is one death all the same.
        var deaths = hasBegun && worker.Blames(prompt)
            ? _deaths.AddOrUpdate(prompt, 1, static (_, before) => before + 1)
            : _deaths.GetValueOrDefault(prompt);
        return deaths >= MostDeaths ? Deadly(deaths)
            : new ModelCallException(FailureCause.Network, $"The process of the local model ended in the middle ({worker.Ending}).");
    }

    private static ModelCallException Deadly(int deaths) =>
        new(FailureCause.Server, $"The process of the local model ended {deaths} times at this prompt, which may be what ends it.")
        {
            IsTransient = false,
        };

    private static string Fingerprint(Generation generation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var message in generation.Messages)
            hash.AppendData(Encoding.UTF8.GetBytes($"{message.Role}\0{message.Content}\0"));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>A part of the sequences: one process after the other.</summary>
    private sealed class Part(GgufOptions options) : IDisposable
    {
        private readonly Lock _gate = new();
        private WorkerProcess? _worker;

        /// <summary>Texts that are being written or wait for it.</summary>
        public int Texts { get; set; }

        /// <summary>How many can be written at once.</summary>
        public int Slots => options.Slots;

        /// <summary>The process, begun anew where it has ended.</summary>
        public WorkerProcess Worker()
        {
            lock (_gate)
            {
                if (_worker is null or { HasEnded: true })
                    _worker = WorkerProcess.Start(options);
                return _worker;
            }
        }

        public void Dispose()
        {
            lock (_gate)
                _worker?.Dispose();
        }
    }
}
