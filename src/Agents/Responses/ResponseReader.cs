namespace HeavySim.Agents;

/// <summary>
/// Turns the events of a streamed response, or a whole one, into updates. Events and items of unknown types are passed over. What a server
/// leaves out of its events is taken from the items it ends with, and what it leaves out of these from the whole response at the end.
/// </summary>
/// <param name="terms">What there is to know of the request.</param>
internal sealed class ResponseReader(ReadingTerms terms) : ReplyReader(terms)
{
    // The agent whose words are the answer, where a vendor runs several in one response (OpenAI's multi-agent beta).
    private const string RootAgent = "/root";

    private readonly Dictionary<string, ResponseItem> _items = new(StringComparer.Ordinal);
    private bool _hasText;
    private bool _hasThought;
    private bool _isOver;

    /// <inheritdoc/>
    public override bool IsOver => _isOver;

    /// <summary>True for a response that is being made in the background.</summary>
    public static bool IsUnderWay(JsonElement response) => response.GetText("status") is "queued" or "in_progress";

    /// <summary>True for a response, whole or under way.</summary>
    public static bool IsResponse(JsonElement root) =>
        root.GetText("object") == "response" || root.Get("output") is { ValueKind: JsonValueKind.Array };

    /// <inheritdoc/>
    public override ChatResponseUpdate? Accept(string? type, JsonElement root)
    {
        var name = root.GetText("type") ?? type;
        var update = NewUpdate();
        if (IsResponse(root) && !IsUnderWay(root))
        {
            ReadEnd(update, null, root);
            return update;
        }

        switch (name)
        {
            case "response.output_text.delta" or "response.refusal.delta":
                ReadDelta(update, root, isThought: false);
                break;
            case "response.reasoning_summary_text.delta" or "response.reasoning_text.delta" or "response.reasoning.delta":
                ReadDelta(update, root, isThought: true);
                break;
            case "response.reasoning_summary_part.added" when _hasThought:
                ReadThought(update, "\n\n");
                break;
            case "response.function_call_arguments.delta":
                ReadCall(ItemOf(root), root.Get("delta"), isWhole: false);
                break;
            case "response.function_call_arguments.done":
                ReadCall(ItemOf(root), root.Get("arguments"), isWhole: true);
                break;
            case "response.output_item.added" when root.Get("item") is { } item:
                Begin(update, root, item);
                break;
            case "response.output_item.done" when root.Get("item") is { } item:
                Complete(update, ItemOf(root, item), item);
                break;
            case "error" or "response.error":
                throw Terms.Fail(ErrorBody.Read(root) ?? new ErrorBody(root.GetRawText()));
            case "response.completed" or "response.incomplete" or "response.failed" or "response.cancelled"
                when root.Get("response") is { } response:
                ReadEnd(update, name, response);
                break;
            default:
                if (root.Get("error") is not null && ErrorBody.Read(root) is { } error)
                    throw Terms.Fail(error);

                if (root.Get("response") is { } begun)
                    ReadHead(begun);

                break;
        }

        return update.Contents.Count > 0 || update.AdditionalProperties is not null ? update : null;
    }

    private void ReadEnd(ChatResponseUpdate update, string? name, JsonElement response)
    {
        ReadHead(response);
        ReadUsage(response);
        var status = response.GetText("status") ?? name?[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] ?? "completed";
        if (status is "failed" or "cancelled")
            throw Terms.Fail(ErrorBody.Read(response) ?? new ErrorBody($"the response has {status}"));

        var (hadText, hadThought, hadCalls) = (_hasText, _hasThought, !Calls.IsEmpty);
        foreach (var item in response.Get("output").Items())
        {
            var isWanted = item.GetText("type") switch
            {
                "message" => !hadText,
                "function_call" => !hadCalls,
                "reasoning" => !hadThought,
                _ => false,
            };
            if (isWanted)
                Complete(update, new ResponseItem(item, IsAside(item)), item);
        }

        // The convenience of some servers that give nothing else.
        if (!_hasText && Calls.IsEmpty && response.GetText("output_text") is { } text)
            ReadAnswer(update, text);

        var reason = response.Get("incomplete_details")?.GetText("reason");
        ReadFinish(status == "incomplete" ? FinishReasons.Read(reason) ?? FinishReasons.Other : ChatFinishReason.Stop);
        _isOver = true;
    }

    private void Begin(ChatResponseUpdate update, JsonElement root, JsonElement json)
    {
        var item = new ResponseItem(json, IsAside(json) || IsAside(root));
        if (json.GetText("id") is { } id)
            _items[id] = item;

        if (root.GetCount("output_index") is { } index)
            _items[$"#{index}"] = item;

        // Messages that follow each other are paragraphs.
        if (_hasText && item is { Type: "message", IsAside: false })
            ReadText(update, "\n\n");
        else if (_hasThought && (item.Type == "reasoning" || (item.Type == "message" && item.IsAside)))
            ReadThought(update, "\n\n");
        else if (item.Type == "function_call")
            ReadCall(item, json.Get("arguments"), isWhole: true);
    }

    /// <summary>Takes a whole item: what of it has not come in pieces.</summary>
    private void Complete(ChatResponseUpdate update, ResponseItem? known, JsonElement json)
    {
        var item = known ?? new ResponseItem(json, IsAside(json));
        switch (item.Type)
        {
            case "message" when !item.HasPieces:
                foreach (var part in json.Get("content").Items())
                    Read(update, part.GetText("text", "refusal"), item.IsAside);
                break;
            case "reasoning":
                foreach (var part in item.HasPieces ? [] : json.Get("summary").Items().Concat(json.Get("content").Items()))
                    Read(update, part.GetText("text"), isThought: true);

                Keep(update, json);
                break;
            case "function_call":
                item.CallId ??= json.GetText("call_id");
                item.Name ??= json.GetText("name");
                ReadCall(item, json.Get("arguments"), isWhole: true);
                break;
        }

        item.HasPieces = true;
    }

    private void ReadDelta(ChatResponseUpdate update, JsonElement root, bool isThought)
    {
        var item = ItemOf(root);
        item?.HasPieces = true;
        Read(update, root.GetText("delta"), isThought || item is { IsAside: true } || IsAside(root));
    }

    private void Read(ChatResponseUpdate update, string? text, bool isThought)
    {
        if (text is null)
            return;

        if (!isThought)
        {
            ReadAnswer(update, text);
            return;
        }

        _hasThought = true;
        ReadThought(update, text);
    }

    private void ReadAnswer(ChatResponseUpdate update, string text)
    {
        _hasText = true;
        ReadText(update, text);
    }

    private void ReadCall(ResponseItem? item, JsonElement? arguments, bool isWhole)
    {
        // An empty whole is the announcement of pieces.
        if (isWhole && arguments?.ValueKind == JsonValueKind.String && arguments.Value.Text().Length == 0)
            arguments = null;

        var known = Calls.Length;
        Calls.Accept(item?.CallId, item?.Name, arguments, isWhole);
        CountCalls(known);
    }

    /// <summary>
    /// Keeps a reasoning item for the turn after its tool calls: it goes back as it came. Without its content it would mean nothing there,
    /// as the endpoint is asked to store nothing.
    /// </summary>
    private void Keep(ChatResponseUpdate update, JsonElement item)
    {
        if (item.GetText("encrypted_content") is null && !item.Get("content").Items().Any())
            return;

        var raw = item.GetRawText();
        Terms.Lease.Take(raw.Length * sizeof(char));
        update.Contents.Add(new TextReasoningContent("") { ProtectedData = Terms.Key?.Without(raw) ?? raw });
    }

    private ResponseItem? ItemOf(JsonElement root, JsonElement? item = null) =>
        (root.GetText("item_id") ?? item?.GetText("id")) is { } id && _items.TryGetValue(id, out var named) ? named
        : root.GetCount("output_index") is { } index && _items.TryGetValue($"#{index}", out var placed) ? placed
        : null;

    /// <summary>True for what is said by the way: to other agents, or on the way to the answer.</summary>
    private static bool IsAside(JsonElement item) =>
        (item.Get("agent")?.GetText("agent_name") is { } agent && agent != RootAgent) || item.GetText("phase") == "commentary";

    /// <summary>An item of a response while it comes.</summary>
    private sealed class ResponseItem(JsonElement json, bool isAside)
    {
        public string? Type { get; } = json.GetText("type");

        public string? CallId { get; set; } = json.GetText("call_id") ?? json.GetText("id");

        public string? Name { get; set; } = json.GetText("name");

        public bool IsAside { get; } = isAside;

        /// <summary>True once any of its content came.</summary>
        public bool HasPieces { get; set; }
    }
}
