namespace HeavySim.Agents;

/// <summary>Tries of a call that failed after they had cost something: by the endpoint's count, or by what came of their text.</summary>
internal sealed class LostTries
{
    private int _uncounted;

    /// <summary>What endpoints counted, or null.</summary>
    public UsageDetails? Counted { get; private set; }

    /// <summary>The part of <see cref="Counted"/> that came without a cost, or null.</summary>
    public UsageDetails? Unpriced { get; private set; }

    /// <summary>What endpoints say that the rest of it cost, or null.</summary>
    public decimal? Cost { get; private set; }

    /// <summary>Output tokens that nobody counted, estimated from their texts.</summary>
    public long Tokens { get; private set; }

    /// <summary>Prompt tokens of the tries behind <see cref="Tokens"/>, by the count of a later try of the same prompt.</summary>
    public long PromptTokens { get; private set; }

    /// <summary>Tries behind <see cref="Tokens"/> whose prompt no later try has counted.</summary>
    public int PromptsUncounted => _uncounted;

    /// <summary>Takes a try that failed.</summary>
    /// <param name="usage">What the endpoint counted, or null.</param>
    /// <param name="isEstimated">True when that is our estimate: without a text nothing is known to be owed then.</param>
    /// <param name="cost">What the endpoint says it cost, or null.</param>
    /// <param name="tokens">The tokens of its text, estimated.</param>
    /// <param name="isCut">True when we ended it while it was under way: its prompt is owed, even where nothing came.</param>
    public void Add(UsageDetails? usage, bool isEstimated, decimal? cost, long tokens, bool isCut = false)
    {
        if (usage is not null && !isEstimated)
        {
            Counted = Sum(Counted, usage);
            if (cost is { } known)
                Cost = (Cost ?? 0) + known;
            else
                Unpriced = Sum(Unpriced, usage);
        }
        else if (tokens > 0 || isCut)
        {
            Tokens += tokens;
            _uncounted++;
        }
    }

    /// <summary>Hears of the prompt's tokens, from a try that was counted.</summary>
    public void CountPrompt(long tokens)
    {
        PromptTokens += _uncounted * tokens;
        _uncounted = 0;
    }

    /// <summary>Puts what endpoints counted on the bill of the response that came at last.</summary>
    public void AddTo(ChatResponse response)
    {
        if (Counted is null)
            return;

        var cost = UpdateMarks.Cost(response.AdditionalProperties);
        var isPriced = Unpriced is null && cost is not null;
        response.Usage = Sum(response.Usage, Counted);
        response.MarkCost(isPriced ? Cost + cost : null);
    }

    /// <summary>The bill of a call that got no answer.</summary>
    /// <param name="calls">The calls made, 1 at least.</param>
    public Usage ToBill(int calls) => new()
    {
        Calls = calls,
        InputTokens = Counted?.InputTokenCount,
        OutputTokens = Counted?.OutputTokenCount,
        Cost = Unpriced is null ? Cost : null,
    };

    private static UsageDetails Sum(UsageDetails? left, UsageDetails right)
    {
        var sum = new UsageDetails();
        if (left is not null)
            sum.Add(left);

        sum.Add(right);
        return sum;
    }
}
