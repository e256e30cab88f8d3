namespace HeavySim.Agents;

/// <summary>Turns the payloads of one chat completion, chunks of a stream or the whole, into updates.</summary>
/// <param name="terms">What there is to know of the request.</param>
internal sealed class CompletionReader(ReadingTerms terms) : ReplyReader(terms)
{
    public override ChatResponseUpdate? Accept(string? type, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            root = root[0];

        ReadUsage(root);
        if (ErrorBody.Read(root) is { } error)
            throw Terms.Fail(error);

        ReadHead(root);
        var choice = root.Get("choices").Items().FirstOrDefault(candidate => candidate.GetCount("index") is null or 0);
        if (choice.ValueKind != JsonValueKind.Object)
            return null;

        if (choice.Get("error") is { } inside)
            throw Terms.Fail(new ErrorBody(inside.GetText("message") ?? inside.GetRawText()));

        var update = choice.Get("delta") is { } delta ? Read(delta) : choice.Get("message") is { } message ? Read(message) : Read(choice);
        if (Terms.TopLogprobs is { } top && LogprobReader.Read(choice.Get("logprobs"), top) is { Length: > 0 } confidences)
        {
            HasConfidences = true;
            (update ??= NewUpdate()).MarkConfidences(confidences);
        }

        var word = choice.GetText("finish_reason");
        if (FinishReasons.IsFailure(word))
            throw Terms.Fail(new ErrorBody($"the model stopped with '{word}'"));

        ReadFinish(FinishReasons.Read(word));
        return update;
    }

    private ChatResponseUpdate? Read(JsonElement delta)
    {
        var update = NewUpdate();
        var thought = delta.GetText("reasoning_content", "reasoning", "thinking") ?? Details(delta.Get("reasoning_details"));
        if (thought is not null)
            ReadThought(update, thought);

        HasReasoningContent |= delta.GetText("reasoning_content") is not null;

        switch (delta.Get("content"))
        {
            case { ValueKind: JsonValueKind.String } text:
                ReadText(update, text.Text());
                break;
            case { ValueKind: JsonValueKind.Array } parts:
                foreach (var part in parts.EnumerateArray())
                    ReadPart(update, part);
                break;
        }

        // A refusal in its own field, and the text of the older completion shape.
        if (delta.GetText("refusal", "text") is { } other)
            ReadText(update, other);

        var known = Calls.Length;
        foreach (var call in delta.Get("tool_calls").Items())
            Calls.Accept(call);

        if (delta.Get("function_call") is { } old)
            Calls.Accept(old);

        CountCalls(known);
        return update.Contents.Count > 0 || update.AdditionalProperties is not null ? update : null;
    }

    private void ReadPart(ChatResponseUpdate update, JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String)
            ReadText(update, part.Text());
        else if (part.GetText("type") == "thinking")
            ReadThought(update, part.GetText("thinking") ?? Details(part.Get("thinking")) ?? "");
        else if (part.GetText("text") is { } text)
            ReadText(update, text);
    }

    private static string? Details(JsonElement? details)
    {
        StringBuilder? text = null;
        foreach (var detail in details.Items())
        {
            if (detail.GetText("text", "summary") is { } piece)
                (text ??= new StringBuilder()).Append(piece);
        }

        return text?.ToString();
    }
}
