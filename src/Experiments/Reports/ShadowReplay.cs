using HeavySim.Core;

namespace HeavySim.Experiments;

/// <summary>Replays stop rules on the attempts of a run in the order in which they ended.</summary>
internal sealed class ShadowReplay(IReadOnlyList<IStopRule> rules)
{
    private readonly long[] _samples = new long[rules.Count];
    private readonly int[] _changed = new int[rules.Count];
    private readonly int[] _right = new int[rules.Count];
    private long _full;
    private int _problems;
    private int _graded;

    /// <summary>Replays one problem; one with an attempt that was never made, or called off, tells nothing.</summary>
    public void Add(ProblemOutline problem)
    {
        var attempts = problem.Attempts.Where(static a => a.Sample == 0).OrderBy(static a => a.Started + a.Elapsed).ThenBy(static a => a.Agent).ToList();
        if (attempts.Count == 0 || attempts.Exists(static a => a.Outcome is "cancelled" or "over-budget"))
            return;

        var replay = new Replay(attempts);
        var winner = replay.LeaderAfter(attempts.Count);
        _problems++;
        _full += attempts.Count;
        if (problem.HasGold)
            _graded++;
        for (var i = 0; i < rules.Count; i++)
        {
            var stop = replay.StopOf(rules[i]);
            var leader = replay.LeaderAfter(stop);
            _samples[i] += stop;
            if (leader?.Key != winner?.Key)
                _changed[i]++;
            if (leader?.Grade == Grade.Correct)
                _right[i]++;
        }
    }

    /// <summary>What each rule would have saved and changed; empty when nothing could be replayed.</summary>
    public IReadOnlyList<ReportedShadow> Report() => _problems == 0 ? [] :
    [
        .. rules.Select((rule, i) => new ReportedShadow(
            rule.Name, _problems, (double)_samples[i] / _problems, (double)_full / _problems, _changed[i], _graded == 0 ? null : (double)_right[i] / _graded)),
    ];

    /// <summary>One problem's vote, in the form that stop rules read, after any number of attempts.</summary>
    private sealed class Replay
    {
        private readonly List<AttemptOutline> _attempts;
        private readonly int[] _votes;
        private readonly int[] _counts;
        private readonly double[] _weights;
        private readonly List<(string Key, Grade Grade)> _classes = [];

        public Replay(List<AttemptOutline> attempts)
        {
            _attempts = attempts;
            _votes = [.. attempts.Select(NumberOf)];
            _counts = new int[_classes.Count];
            _weights = new double[_classes.Count];
        }

        public int StopOf(IStopRule rule)
        {
            Array.Clear(_counts);
            Array.Clear(_weights);
            var seen = 0;
            var hasWeights = false;
            for (var ended = 1; ended < _votes.Length; ended++)
            {
                if (_votes[ended - 1] is >= 0 and var choice)
                {
                    seen = Math.Max(seen, choice + 1);
                    _counts[choice]++;
                    _weights[choice] += _attempts[ended - 1].Confidence ?? 0;
                    hasWeights |= _attempts[ended - 1].Confidence is not null;
                }

                if (rule.ShouldStop(new VoteState(_votes.AsSpan(0, ended), _counts.AsSpan(0, seen), _votes.Length - ended, hasWeights ? _weights.AsSpan(0, seen) : [])))
                    return ended;
            }

            return _votes.Length;
        }

        public (string Key, Grade Grade)? LeaderAfter(int attempts)
        {
            Array.Clear(_counts);
            foreach (var choice in _votes.AsSpan(0, attempts))
            {
                if (choice >= 0)
                    _counts[choice]++;
            }

            var leader = new VoteState(_votes.AsSpan(0, attempts), _counts, 0, []).Leader;
            return leader >= 0 && _counts[leader] > 0 ? _classes[leader] : null;
        }

        private int NumberOf(AttemptOutline attempt)
        {
            if (attempt.AnswerKey is not { } key)
                return -1;

            var number = _classes.FindIndex(c => string.Equals(c.Key, key, StringComparison.Ordinal));
            if (number >= 0)
                return number;

            _classes.Add((key, attempt.Grade));
            return _classes.Count - 1;
        }
    }
}
