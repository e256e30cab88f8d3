namespace HeavySim.Experiments.Reports;

/// <summary>Adds up the token confidence of a run, and what was cut for want of it.</summary>
internal sealed class TokenCounter
{
    private readonly Sums _right = new();
    private readonly Sums _wrong = new();
    private long _measured;
    private long _cut;
    private long _cutTokens;
    private long _tokens;
    private double _saved;

    /// <summary>Attempts that were cut so far.</summary>
    public long Cut => _cut;

    /// <summary>Adds a problem.</summary>
    public void Add(ProblemOutline problem)
    {
        var (whole, samples) = (0L, 0);
        foreach (var attempt in problem.Attempts)
        {
            _tokens += attempt.Usage.OutputTokens ?? 0;
            if (!attempt.IsSample)
                continue;

            (whole, samples) = (whole + (attempt.Usage.OutputTokens ?? 0), samples + 1);
            if (attempt.TokenConfidence is not { } confidence)
                continue;

            _measured++;
            if (attempt.Grade is Grade.Correct or Grade.Incorrect)
                (attempt.Grade == Grade.Correct ? _right : _wrong).Add(confidence);
        }

        foreach (var attempt in problem.Attempts.Where(static a => a.IsCut))
        {
            var tokens = attempt.Usage.OutputTokens ?? 0;
            _cut++;
            _cutTokens += tokens;
            _saved += samples == 0 ? 0 : ((double)whole / samples) - tokens;
        }
    }

    /// <summary>The report of what was added; null where nothing was measured.</summary>
    public ReportedTokens? Report()
    {
        if (_measured == 0 && _cut == 0)
            return null;

        var saved = Math.Max(0, _saved);
        return new ReportedTokens(
            _measured, _right.Count, _right.Mean(), _wrong.Count, _wrong.Mean(), _cut, _cut == 0 ? null : _cutTokens,
            _cut == 0 ? null : saved, _cut == 0 || _tokens + saved <= 0 ? null : saved / (_tokens + saved));
    }

    private sealed class Sums
    {
        private double _mean;
        private double _tail;
        private double _lowest;
        private double _bottom;

        public long Count { get; private set; }

        public void Add(TokenConfidence confidence)
        {
            Count++;
            _mean += confidence.Mean;
            _tail += confidence.Tail;
            _lowest += confidence.Lowest;
            _bottom += confidence.Bottom;
        }

        public TokenConfidence? Mean() =>
            Count == 0 ? null : new TokenConfidence(_mean / Count, _tail / Count, _lowest / Count, _bottom / Count);
    }
}
