namespace HeavySim.Simulation;

/// <summary>
/// The words of the simulated model. Short, as they are written a million times; and without digits wherever there is no answer, so that no
/// reader takes a number for one.
/// </summary>
internal static class Prose
{
    private static readonly string[] Openings =
    [
        "First I restate what is asked and collect what is given.",
        "Let me set the problem up carefully.",
        "I begin with what is known and what is wanted.",
        "The key is to put the conditions into one relation.",
    ];

    private static readonly string[] Middles =
    [
        "Working through the conditions one after the other, each step follows from the one before.",
        "I combine the given quantities, simplify, and keep track of every term.",
        "Taking the cases in turn leaves a single possibility.",
        "I carry the calculation out and then put the result back into the conditions.",
    ];

    private static readonly string[] Thoughts =
    [
        "Let me think. I try the direct way first, then look at it from the other side to be sure.",
        "What is asked exactly? I go slowly, check the edge cases, and compare the two ways.",
        "I sketch a plan, follow it, and re-read the question before I settle.",
    ];

    /// <summary>A worked solution that ends in an answer.</summary>
    public static string Solution(Problem problem, string answer, double? confidence, ref RandomStream stream)
    {
        var opening = Openings[stream.NextInt(Openings.Length)];
        var middle = Middles[stream.NextInt(Middles.Length)];
        var final = Final(problem, answer);
        return confidence is { } sure
            ? $"{opening}\n{middle}\nThis gives {answer}.\n\n{final}\nConfidence: {Math.Round(sure * 100):0}%"
            : $"{opening}\n{middle}\nThis gives {answer}.\n\n{final}";
    }

    /// <summary>A solution that came to nothing: one long line, as a short last line could be taken for an answer in words.</summary>
    public static string Abstention(ref RandomStream stream) =>
        $"{Openings[stream.NextInt(Openings.Length)]} I tried the direct way and the way backwards, and compared what each of them needs. "
            + "Neither leads to a result that satisfies every condition, and I will not guess, so I have to leave this one without any "
            + "answer.";

    /// <summary>A solution cut before its answer: one long line for the same reason.</summary>
    public static string Cut(ref RandomStream stream) =>
        $"{Openings[stream.NextInt(Openings.Length)]} {Middles[stream.NextInt(Middles.Length)]} But the conditions are not independent of "
            + "each other, so before going on it has to be checked whether the relation found above still holds when they are taken "
            + "together, and then the second one would";

    /// <summary>What the model thinks before it writes.</summary>
    public static string Thought(ref RandomStream stream) => Thoughts[stream.NextInt(Thoughts.Length)];

    /// <summary>The line that gives the answer.</summary>
    public static string Final(Problem problem, string answer) => AnswerLine.Of(problem).Write(answer);
}
