namespace HeavySim.Verifier;

/// <summary>A ballot in a sentence, for rationales.</summary>
internal static class BallotWords
{
    private const int Shown = 4;

    /// <summary>"5 of 8 answers say "42", 2 "41", 1 "7"; 1 agent gave no answer."</summary>
    public static string Votes(Ballot ballot)
    {
        // Classes of one size in order of key: the sentence must not depend on who came first either.
        var classes = ballot.Classes.OrderByDescending(static c => c.Votes).ThenBy(static c => c.Key, StringComparer.Ordinal).ToList();
        var lead = $"{classes[0].Votes} of {Count(ballot.Votes, "answer")} say {Quote(classes[0])}";
        var others = classes.Skip(1).Take(Shown - 1).Select(static c => $", {c.Votes} {Quote(c)}");
        var rest = classes.Count > Shown ? $", and {classes.Count - Shown} more" : "";
        var silent = ballot.Silent > 0 ? $"; {Count(ballot.Silent, "agent")} gave no answer" : "";
        return lead + string.Concat(others) + rest + silent + ".";
    }

    /// <summary>A class as it is quoted in a sentence: on one line and short.</summary>
    public static string Quote(AnswerClass answerClass)
    {
        var text = Ranking.AnswerOf(answerClass).Text.ReplaceLineEndings(" ");
        return text.Length <= 60 ? $"\"{text}\"" : $"\"{text[..57]}...\"";
    }

    /// <summary>A number with its noun: "1 answer", "3 answers".</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
