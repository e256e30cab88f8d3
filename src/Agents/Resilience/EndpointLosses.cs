namespace HeavySim.Agents;

/// <summary>
/// The calls that an endpoint has not served. After many of them, with no answer between, no other call is worth its price either.
/// Thread-safe.
/// </summary>
internal sealed class EndpointLosses
{
    /// <summary>Calls lost for good in a row, with no answer between, after which it serves nobody: fewer when it never has.</summary>
    private const int MostLost = 64;
    private const int MostLostAtFirst = 8;

    /// <summary>Calls that came back without an answer, and none with one, after which it serves nobody.</summary>
    private const int MostUseless = 24;

    private readonly HashSet<string?> _problems = [];
    private readonly Lock _gate = new();
    private int _lost;
    private int _useless;
    private bool _hasAnswered;

    /// <summary>It gave a whole answer.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            (_lost, _hasAnswered) = (0, true);
            _problems.Clear();
        }
    }

    /// <summary>A call is lost for good, by a failure that is not its own fault.</summary>
    /// <param name="call">The call.</param>
    /// <param name="failure">Why it is lost.</param>
    /// <returns>What to throw: the failure, or that the endpoint serves nobody.</returns>
    public ModelCallException Loses(ResilientCall call, ModelCallException failure)
    {
        lock (_gate)
        {
            return IsOneProblem(call) | (++_lost < (_hasAnswered ? MostLost : MostLostAtFirst))
                ? failure
                : GaveUp(failure, $"{_lost} calls in a row were lost{(_hasAnswered ? "" : ", and none was ever answered")}");
        }
    }

    /// <summary>
    /// The endpoint sent what is no answer, and may take money for it. Where it has never done better it is not asked again and again.
    /// </summary>
    /// <returns>That the endpoint serves nobody, or null while there is hope.</returns>
    public ModelCallException? Disappoints(ResilientCall call, ModelCallException failure)
    {
        lock (_gate)
        {
            return IsOneProblem(call) | (_hasAnswered || ++_useless < MostUseless)
                ? null
                : GaveUp(failure, $"{_useless} calls were made, and none was ever answered");
        }
    }

    /// <summary>That an endpoint is given up.</summary>
    /// <param name="last">What it last said.</param>
    /// <param name="why">Why, as the beginning of a sentence.</param>
    public static ModelCallException GaveUp(ModelCallException last, string why) =>
        new(FailureCause.CircuitOpen, SafeText.Of($"{why}. It last said: {last.Message.TrimEnd('.')}.", null), last)
        {
            Status = last.Status,
        };

    /// <summary>A time in words.</summary>
    public static string Words(TimeSpan span) =>
        span >= TimeSpan.FromHours(1) ? $"{span.TotalHours:0.#} h" : span >= TimeSpan.FromMinutes(1) ? $"{span.TotalMinutes:0.#} min"
        : $"{span.TotalSeconds:0.#} s";

    /// <summary>
    /// What only one problem's calls meet says nothing of the endpoint; where no problem is known each call stands for itself.
    /// </summary>
    private bool IsOneProblem(ResilientCall call)
    {
        _problems.Add(call.Problem);
        return _problems.Count == 1 && call.Problem is not null;
    }
}
