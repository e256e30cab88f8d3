namespace HeavySim.Records.Formats;

/// <summary>What an inspect sample's scorer said: the first scorer whose score can be told as right or wrong, else the first.</summary>
/// <param name="Answer">The answer that the scorer found, as it wrote it, or null.</param>
/// <param name="IsRight">Its mark, or null when it gave none.</param>
/// <param name="HasNoAnswer">True when it says that there is no answer ("N").</param>
internal sealed record InspectScore(string? Answer, bool? IsRight, bool HasNoAnswer)
{
    /// <summary>Reads the score of a sample, or null when it was not scored. Version 1 of the form kept a single one.</summary>
    public static InspectScore? Of(JsonElement sample)
    {
        var all = sample.Member("scores") is { ValueKind: JsonValueKind.Object } scores ? [
            .. scores.EnumerateObject().Select(static s => s.Value),
        ]
            : sample.Member("score") is { } single ? [single]
            : new List<JsonElement>();
        var read = all.Where(static s => s.ValueKind == JsonValueKind.Object).Select(Read).ToList();
        return read.Find(static s => s.IsRight is not null) ?? read.FirstOrDefault();
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
