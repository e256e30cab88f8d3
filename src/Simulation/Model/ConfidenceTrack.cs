namespace HeavySim.Simulation;

/// <summary>The token confidences of one attempt, drawn as they are asked for, from its first token to its last.</summary>
internal sealed class ConfidenceTrack
{
    /// <summary>Tokens to a block; the level is the same within one.</summary>
    public const int Block = 128;

    // With fewer nats than that, twenty candidates cannot all be candidates: ln 20 is the confidence of a die.
    private const double Least = 3;
    private const double Candidates = 20;

    private readonly Logprobs _terms;
    private readonly double _level;
    private readonly double _memory;
    private readonly double _shock;
    private readonly int _dipFrom;
    private readonly int _dipTo;
    private RandomStream _blocks;
    private RandomStream _tokens;
    private double _drift;
    private double _current;
    private long _told;
    private int _from;

    /// <param name="terms">What the model is like.</param>
    /// <param name="odds">Its chances at the problem.</param>
    /// <param name="key">The attempt's key.</param>
    /// <param name="tokens">How long the attempt is.</param>
    /// <param name="answer">The class of its answer, or null where it is none of the problem's.</param>
    /// <param name="isWrong">True for a wrong one, or none.</param>
    public ConfidenceTrack(Logprobs terms, in ProblemOdds odds, RandomKey key, int tokens, int? answer, bool isWrong)
    {
        var problem = odds.Key.With("logprobs");
        var own = key.With("logprobs");
        _terms = terms;
        _blocks = own.Open();
        _tokens = own.With("tokens").Open();
        _level = terms.Mean - (terms.HardDrop * (1 - odds.Solve)) + (terms.ProblemSpread * problem.Open().NextNormal())
            + (isWrong ? -terms.Gap : 0)
            + (isWrong && answer is { } wrong ? terms.AnswerSpread * problem.With(wrong).Open().NextNormal() : 0)
            + (terms.AttemptSpread * _blocks.NextNormal());
        _memory = Math.Exp(-Block / terms.DriftTokens);
        _shock = terms.Drift * Math.Sqrt(1 - (_memory * _memory));
        _drift = terms.Drift * _blocks.NextNormal();
        if (_blocks.NextDouble() < (isWrong ? terms.WrongDips : terms.RightDips))
        {
            _dipFrom = _blocks.NextInt(Math.Max(1, tokens - terms.DipTokens));
            _dipTo = _dipFrom + terms.DipTokens;
        }
    }

    /// <summary>The mean confidence of the next block, without drawing its tokens: their noise is that of a mean.</summary>
    public double NextBlock()
    {
        var level = NextLevel();
        return Math.Max(Least, level + (_terms.TokenSpread / Math.Sqrt(Block) * _blocks.NextNormal()));
    }

    /// <summary>The confidences of the next tokens over so many candidates each.</summary>
    public float[] Next(int tokens, int top)
    {
        // C - ln k is in proportion to k - 1 where the candidates' probabilities fall by the same factor from each to the next.
        var (least, share) = (Math.Log(top), (top - 1) / (Candidates - 1));
        var confidences = new float[tokens];
        foreach (ref var confidence in confidences.AsSpan())
        {
            if (_told++ % Block == 0)
                _current = NextLevel();
            var nats = Math.Max(Least, _current + (_terms.TokenSpread * _tokens.NextNormal()));
            confidence = (float)(least + (share * (nats - Least)));
        }

        return confidences;
    }

    private double NextLevel()
    {
        var from = _from;
        _from += Block;
        _drift = (_memory * _drift) + (_shock * _blocks.NextNormal());
        var dipped = Math.Max(0, Math.Min(_from, _dipTo) - Math.Max(from, _dipFrom));
        return _level + _drift - (_terms.DipDepth * dipped / Block);
    }
}
