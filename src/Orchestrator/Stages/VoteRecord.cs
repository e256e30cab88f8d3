namespace HeavySim.Orchestrator;

/// <summary>The votes of one solve in order of completion, kept in the form that stop rules read.</summary>
/// <param name="attempts">How many there will be.</param>
/// <param name="weighsTokens">
/// True to weigh votes by their lowest group of tokens, as the consensus of DeepConf does, and not by the confidence stated.
/// </param>
internal sealed class VoteRecord(int attempts, bool weighsTokens = false)
{
    private readonly int[] _votes = new int[attempts];
    private readonly int[] _counts = new int[attempts];
    private readonly double[] _weights = new double[attempts];
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
    private int _ended;
    private bool _hasWeights;

    public void Add(Attempt attempt)
    {
        var choice = -1;
        if (attempt.Answer is { } answer)
        {
            if (!_classes.TryGetValue(answer.Key, out choice))
                _classes.Add(answer.Key, choice = _classes.Count);

            _counts[choice]++;
            var weight = weighsTokens ? attempt.TokenConfidence?.Lowest : attempt.Confidence;
            _weights[choice] += weight ?? 0;
            _hasWeights |= weight is not null;
        }

        _votes[_ended++] = choice;
    }

    public bool Satisfies(IStopRule rule) => rule.ShouldStop(new VoteState(
        _votes.AsSpan(0, _ended),
        _counts.AsSpan(0, _classes.Count),
        _votes.Length - _ended,
        _hasWeights ? _weights.AsSpan(0, _classes.Count) : []));
}
