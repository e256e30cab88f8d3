namespace HeavySim.Records.Formats;

/// <summary>
/// What an inspect sample's scorer said: the one that was asked for, else the first whose score can be told as right or wrong, else the
/// first.
/// </summary>
/// <param name="Answer">The answer that the scorer found, as it wrote it, or null.</param>
/// <param name="IsRight">Its mark, or null when it gave none.</param>
/// <param name="HasNoAnswer">True when it says that there is no answer ("N").</param>
internal sealed record InspectScore(string? Answer, bool? IsRight, bool HasNoAnswer)
{
    /// <summary>Reads the score of a sample, or null when it was not scored. Version 1 kept a single one without a name.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="scorers">Which scorer is wanted; takes up those that are there.</param>
    public static InspectScore? Of(JsonElement sample, MarkSources scorers)
    {
        if (sample.Member("scores") is not { ValueKind: JsonValueKind.Object } scores)
            return sample.Member("score") is { ValueKind: JsonValueKind.Object } single ? Read(single) : null;

        var wanted = new List<(string Name, InspectScore Score)>();
        foreach (var score in scores.EnumerateObject().Where(static s => s.Value.ValueKind == JsonValueKind.Object))
        {
            scorers.See(score.Name);
            if (scorers.IsWanted(score.Name))
                wanted.Add((score.Name, Read(score.Value)));
        }

        if (wanted.Count == 0)
            return null;

        var taken = wanted[Math.Max(0, wanted.FindIndex(static s => s.Score.IsRight is not null))];
        scorers.Take(taken.Name);
        return taken.Score;
    }

    /// <summary>The answer a sample gave, or null when it abstained. Many scorers name none: then it is looked for in the text.</summary>
    public Answer? AnswerIn(string? text, Problem problem, IAnswerEngine engine)
    {
        if (HasNoAnswer || Answer?.Length == 0)
            return null;
        if ((Answer ?? text?.Trim()) is { Length: > 0 } given)
            return GivenAnswer.Of(given, text, problem, engine);

        // An agent may be right by what it did, without a word.
        return IsRight == true ? GivenAnswer.Of("(no text)") : null;
    }

    private static InspectScore Read(JsonElement score)
    {
        var value = score.Member("value");
        return new(
            score.Text("answer")?.Trim(),
            value?.IsRight(),
            value is { ValueKind: JsonValueKind.String } mark && mark.ValueEquals("N"));
    }
}
