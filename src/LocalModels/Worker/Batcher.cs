using System.Collections.Concurrent;
using LLama.Native;

namespace HeavySim.LocalModels;

/// <summary>
/// Writes many texts at once: each step shows the model one token of every text that is being written, and the prompts of those that
/// begin, in one batch. What a prompt has in common with one that was read before is copied, not read.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="tell">Hears what comes, in order.</param>
/// <param name="flush">Is called before and after every step: what was told has to be known when native code runs.</param>
internal sealed class Batcher(LoadedModel model, Action<WorkerReply> tell, Action flush)
{
    /// <summary>The most tokens in one batch.</summary>
    public const int MostTokens = 512;

    // Copying a sequence moves all it has room for: not worth it for a few words.
    private const int LeastCopied = 8;

    private readonly Slot[] _slots = [.. Enumerable.Range(0, model.Facts.Slots).Select(static i => new Slot(i))];
    private readonly List<Sequence> _waiting = [];
    private readonly LLamaBatch _batch = new();
    private long _step;

    /// <summary>Works until the requests end.</summary>
    /// <param name="requests">Texts to write, and those that nobody wants any more.</param>
    public void Run(BlockingCollection<WorkerRequest> requests)
    {
        while (true)
        {
            // With work at hand, only what has come already; without, the next request is waited for.
            var isIdle = _waiting.Count == 0 && Array.TrueForAll(_slots, static s => s.Sequence is null);
            while (requests.TryTake(out var request, isIdle ? Timeout.Infinite : 0))
            {
                Accept(request);
                isIdle = false;
            }

            if (isIdle)
                return;

            foreach (var sequence in _waiting.Where(Place).ToList())
                _waiting.Remove(sequence);
            flush();
            Step();
            flush();
        }
    }

    private void Accept(WorkerRequest request)
    {
        if (request.Cancel is { } id)
            Cancel(id);
        if (request.Generate is not { } generation)
            return;

        try
        {
            var prompt = model.Read(generation.Messages);
            if (prompt.Length == 0 || prompt.Length >= model.Facts.Context)
                Refuse(generation.Id, FailureCause.ContextLength,
                    $"the prompt has {prompt.Length} tokens, and the model has room for {model.Facts.Context} of prompt and answer");
            else
                _waiting.Add(new Sequence(generation, prompt, model.NewDecoder()));
        }
        catch (HeavySimException error)
        {
            // The same would come of it again: templates that go through a text by the character end at their limit.
            var isLong = generation.Messages.Sum(static m => (long)m.Content.Length) > 8L * model.Facts.Context;
            Refuse(generation.Id, isLong ? FailureCause.RequestTooLarge : FailureCause.Rejected, error.Message);
        }
    }

    private void Refuse(long id, FailureCause cause, string message) =>
        tell(new WorkerReply { Id = id, Fault = new WorkerFault(cause, message) });

    private void Cancel(long id)
    {
        foreach (var sequence in _waiting.Where(s => s.Generation.Id == id).ToList())
        {
            _waiting.Remove(sequence);
            sequence.Dispose();
        }

        foreach (var slot in _slots)
        {
            if (slot.Sequence?.Generation.Id == id)
                Leave(slot);
        }
    }

    private static void Leave(Slot slot)
    {
        slot.Sequence?.Dispose();
        slot.Sequence = null;
    }

    /// <summary>Gives a sequence a place; false when there is none, or when it is better to wait for what another is reading.</summary>
    private bool Place(Sequence sequence)
    {
        var free = _slots.Where(static s => s.Sequence is null).ToList();
        if (free.Count == 0)
            return false;

        var source = _slots.MaxBy(s => s.Knows(sequence.Prompt))!;
        var known = source.Knows(sequence.Prompt);
        if (_slots.Max(s => s.WillKnow(sequence.Prompt)) >= known + LeastCopied)
            return false;

        // The place that knows most itself, else the one that was not used for longest.
        var slot = free.MaxBy(s => (s.Knows(sequence.Prompt), -s.UsedAt))!;
        if (known >= slot.Knows(sequence.Prompt) + LeastCopied && slot != source)
            Copy(source, slot);
        Forget(slot, slot.Knows(sequence.Prompt));
        (slot.Sequence, slot.UsedAt, sequence.Cached) = (sequence, _step, slot.Seen.Count);
        tell(new WorkerReply { Id = sequence.Generation.Id, Begins = true });
        return true;
    }

    /// <summary>All of it, as memories that are kept apart can be copied only whole; what is too much is forgotten then.</summary>
    private void Copy(Slot from, Slot to)
    {
        model.Native.MemorySequenceRemove(to.Id, -1, -1);
        model.Native.MemorySequenceCopy(from.Id, to.Id, -1, -1);
        to.Seen.Clear();
        to.Seen.AddRange(from.Seen);
    }

    /// <summary>Forgets all but the first tokens; everything where the model cannot forget in part.</summary>
    private void Forget(Slot slot, int keep)
    {
        if (keep < slot.Seen.Count)
            model.Native.MemorySequenceRemove(slot.Id, keep, -1);
        if (keep == 0 || model.Native.MemorySequenceMaxPosition(slot.Id).Value != keep - 1)
        {
            model.Native.MemorySequenceRemove(slot.Id, -1, -1);
            keep = 0;
        }

        slot.Seen.RemoveRange(keep, slot.Seen.Count - keep);
    }

    private void Step()
    {
        _step++;
        _batch.Clear();
        var busy = _slots.Where(static s => s.Sequence is not null).ToList();
        foreach (var slot in busy.Where(static s => !s.IsReading))
        {
            slot.Sequence!.LogitsAt = _batch.Add(slot.Sequence.Next!.Value, slot.Seen.Count, slot.Id, true);
            slot.Seen.Add(slot.Sequence.Next.Value);
        }

        foreach (var slot in busy.Where(static s => s.IsReading))
            Read(slot);
        if (_batch.TokenCount == 0)
            return;

        var result = model.Native.Decode(_batch);
        foreach (var slot in busy.Where(static s => s.Sequence!.LogitsAt is not null))
        {
            if (result == DecodeResult.Ok)
                Tell(slot);
            else
                Fail(slot, result);
        }
    }

    /// <summary>Shows the model as much of a prompt as there is room for in the batch.</summary>
    private void Read(Slot slot)
    {
        var prompt = slot.Sequence!.Prompt;
        while (slot.Seen.Count < prompt.Length && _batch.TokenCount < MostTokens)
        {
            var at = slot.Seen.Count;
            var isLast = at == prompt.Length - 1;
            var place = _batch.Add(prompt[at], at, slot.Id, isLast);
            slot.Seen.Add(prompt[at]);
            if (isLast)
                slot.Sequence.LogitsAt = place;
        }
    }

    private void Tell(Slot slot)
    {
        var reply = slot.Sequence!.Draw(model, model.Facts.Context - slot.Seen.Count - 1);
        slot.Sequence.LogitsAt = null;
        if (reply.Text is not null || reply.Confidences is not null || reply.End is not null)
            tell(reply);
        if (reply.End is not null)
            Leave(slot);
    }

    private void Fail(Slot slot, DecodeResult result)
    {
        Refuse(slot.Sequence!.Generation.Id, FailureCause.Server, $"the model could not go on ({result})");
        Leave(slot);
        Forget(slot, 0);
    }
}
