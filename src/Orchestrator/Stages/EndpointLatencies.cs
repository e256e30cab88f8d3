using HeavySim.Mathematics;

namespace HeavySim.Orchestrator;

/// <summary>
/// How long the calls of each endpoint take, over the last <see cref="Window"/> that ended and those in flight. A call in flight tells that
/// it takes longer than its age: else the quick ones, which end first, would make all others look late.
/// </summary>
internal sealed class EndpointLatencies(TimeProvider time)
{
    /// <summary>Calls remembered.</summary>
    private const int Window = 256;

    /// <summary>With fewer nothing is known.</summary>
    private const int Fewest = 5;

    private readonly TimeProvider _time = time;
    private readonly Dictionary<string, Record> _records = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>A call begins; dispose what comes back when it ends, however it does: one cut off took at least as long.</summary>
    public Call Begin(string endpoint)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(endpoint, out var record))
                _records.Add(endpoint, record = new Record());
            var call = new Call(this, record, _time.GetTimestamp());
            record.InFlight.Add(call);
            return call;
        }
    }

    /// <summary>
    /// The time within which this share of the endpoint's calls end, or null when that is not known yet; and what completes when it may be
    /// another.
    /// </summary>
    public (TimeSpan? Time, Task Changed) Within(string endpoint, double share)
    {
        lock (_gate)
        {
            var record = _records[endpoint];
            return (record.Ended.Count < Fewest ? null : Quantile(record, share), record.Changed.Task);
        }
    }

    private TimeSpan? Quantile(Record record, double share)
    {
        var ended = record.Ended;
        for (var i = NearestRank.Index(ended.Count, share); i < ended.Count; i++)
        {
            var longer = record.InFlight.Count(call => call.Age >= ended[i]);
            if (i + 1 >= share * (ended.Count + longer))
                return ended[i];
        }

        return null;
    }

    private void End(Record record, Call call)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (!record.InFlight.Remove(call))
                return;

            var elapsed = call.Age;
            var at = record.Ended.BinarySearch(elapsed);
            record.Ended.Insert(at < 0 ? ~at : at, elapsed);
            record.Order.Enqueue(elapsed);
            if (record.Order.Count > Window)
                record.Ended.RemoveAt(record.Ended.BinarySearch(record.Order.Dequeue()));
            changed = record.Changed;
            record.Changed = NewSignal();
        }

        changed.TrySetResult();
    }

    /// <summary>Its continuations run where it is set, outside the lock: by way of the pool they would leave the virtual world.</summary>
    private static TaskCompletionSource NewSignal() => new();

    /// <summary>A call in flight.</summary>
    internal sealed class Call : IDisposable
    {
        private readonly EndpointLatencies _owner;
        private readonly Record _record;
        private readonly long _start;

        internal Call(EndpointLatencies owner, Record record, long start)
        {
            _owner = owner;
            _record = record;
            _start = start;
        }

        public TimeSpan Age => _owner._time.GetElapsedTime(_start);

        /// <summary>True once it has ended, which those who wait hear of before its task is complete.</summary>
        public bool IsOver { get; private set; }

        public void Dispose()
        {
            IsOver = true;
            _owner.End(_record, this);
        }
    }

    /// <summary>The calls of one endpoint.</summary>
    internal sealed class Record
    {
        public List<Call> InFlight { get; } = [];

        /// <summary>Sorted.</summary>
        public List<TimeSpan> Ended { get; } = [];

        /// <summary>The same, oldest first.</summary>
        public Queue<TimeSpan> Order { get; } = [];

        public TaskCompletionSource Changed { get; set; } = NewSignal();
    }
}
