namespace HeavySim.Agents;

/// <summary>The turns of a transcript that are over, between which tools were called.</summary>
internal sealed class EarlierTurns
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();

    /// <summary>Everything beside text, reasoning and usage.</summary>
    public List<AIContent> Others { get; } = [];

    public int Calls { get; private set; }

    public UsageDetails? Usage { get; private set; }

    public bool IsEstimated { get; private set; }

    public decimal? Cost { get; private set; }

    public bool IsPromptCut { get; private set; }

    /// <summary>Their text, and that of the turn now running.</summary>
    public string TextWith(StringBuilder current) => Join(_text, current);

    /// <summary>Their reasoning, and that of the turn now running.</summary>
    public string ReasoningWith(StringBuilder current) => Join(_reasoning, current);

    /// <summary>Their usage, and that of the turn now running.</summary>
    public UsageDetails? UsageWith(UsageDetails? current)
    {
        if (Usage is null || current is null)
            return Usage ?? current;

        var sum = new UsageDetails();
        sum.Add(Usage);
        sum.Add(current);
        return sum;
    }

    public void Add(StringBuilder text, StringBuilder reasoning, IEnumerable<AIContent> others)
    {
        Append(_text, text);
        Append(_reasoning, reasoning);
        Others.AddRange(others);
    }

    public void Add(int calls, UsageDetails? usage, bool isEstimated, decimal? cost, bool isPromptCut)
    {
        Calls += calls;
        Usage = UsageWith(usage);
        IsEstimated |= isEstimated;
        Cost = cost is null ? Cost : (Cost ?? 0) + cost;
        IsPromptCut |= isPromptCut;
    }

    private static string Join(StringBuilder earlier, StringBuilder current)
    {
        if (earlier.Length == 0)
            return current.ToString();

        var whole = new StringBuilder().Append(earlier);
        Append(whole, current);
        return whole.ToString();
    }

    private static void Append(StringBuilder whole, StringBuilder turn)
    {
        if (turn.Length == 0)
            return;

        whole.Append(whole.Length > 0 ? "\n\n" : "").Append(turn);
    }
}
