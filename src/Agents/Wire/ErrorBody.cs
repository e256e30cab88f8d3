namespace HeavySim.Agents;

/// <summary>An error as an endpoint tells it, whatever its shape.</summary>
/// <param name="Message">What it says; not yet safe to show.</param>
/// <param name="Code">Its code, a number as text, or null.</param>
/// <param name="Type">Its type, or null.</param>
/// <param name="Parameter">The request parameter it blames, or null.</param>
internal sealed record ErrorBody(string Message, string? Code = null, string? Type = null, string? Parameter = null)
{
    /// <summary>How long its fields ask to wait, or null.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>When its fields say that the limit ends, in a form of <see cref="RetryAfterReader.UntilReset"/>, or null.</summary>
    public string? ResetsAt { get; init; }

    /// <summary>True when its fields name a limit for a whole day.</summary>
    public bool IsDaily { get; init; }

    /// <summary>True for a web page: words of whatever stands before the endpoint.</summary>
    public bool IsHtml { get; init; }

    /// <summary>The code as an HTTP status, also where it is the word for one, or null.</summary>
    public int? Status => Of(Code) ?? Of(Type);

    /// <summary>
    /// Reads the shapes <c>{"error":{…}}</c>, <c>{"error":"text"}</c>, <c>{"object":"error","message":…}</c>, <c>{"message":…}</c> and
    /// <c>{"detail":…}</c> (text or list), or null when the payload tells of no error.
    /// </summary>
    public static ErrorBody? Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            return Read(root[0]);

        if (root.Get("error") is { } error)
        {
            switch (error.ValueKind)
            {
                case JsonValueKind.String:
                    var limits = LimitFields.Read(root);
                    return new ErrorBody(error.Text(), Scalar(root, "code"), root.GetText("error_type", "type"), Scalar(root, "param"))
                    {
                        RetryDelay = limits.Delay,
                    };
                case JsonValueKind.Object when error.EnumerateObject().Any():
                    return OfObject(error);
                case JsonValueKind.Array:
                    return new ErrorBody(error.GetRawText());
                case JsonValueKind.True:
                case JsonValueKind.Number:
                    return OfObject(root);
            }
        }

        if (root.Get("choices") is not null)
            return null;

        if (root.GetText("object") == "error" || root.GetText("message") is not null)
            return OfObject(root);

        return root.Get("detail") is { } detail ? OfDetail(detail) : null;
    }

    private static ErrorBody OfObject(JsonElement error)
    {
        var message = error.GetText("message", "msg", "detail", "description") ?? error.GetRawText();

        var limits = LimitFields.Read(error);

        // OpenRouter says "Provider returned error" and keeps the provider's own words here, often as JSON.
        if (error.Get("metadata")?.GetText("raw") is { } raw)
        {
            using var document = LenientJson.TryParse(Encoding.UTF8.GetBytes(raw));
            var inner = document is null ? null : Read(document.RootElement);
            message = $"{message}: {inner?.Message ?? raw}";
            limits = new LimitFields(limits.Delay ?? inner?.RetryDelay, limits.ResetsAt, limits.IsDaily || inner is { IsDaily: true });
        }

        return new ErrorBody(
            message, Scalar(error, "code") ?? Scalar(error, "status"), error.GetText("type", "error_type", "status"),
            Scalar(error, "param"))
        {
            RetryDelay = limits.Delay,
            ResetsAt = limits.ResetsAt,
            IsDaily = limits.IsDaily,
        };
    }

    private static ErrorBody OfDetail(JsonElement detail)
    {
        if (detail.ValueKind == JsonValueKind.String)
            return new ErrorBody(detail.Text());

        if (detail.ValueKind == JsonValueKind.Object)
            return OfObject(detail);

        var first = ((JsonElement?)detail).Items().FirstOrDefault();
        var place = first.Get("loc").Items().Where(static part => part.ValueKind == JsonValueKind.String).Select(static part => part.Text())
            .ToList();
        var message = first.GetText("msg", "message") ?? detail.GetRawText();
        return new ErrorBody(
            place.Count == 0 ? message : $"{place[^1]}: {message}", null, first.GetText("type"),
            place.Find(static part => part != "body"));
    }

    private static string? Scalar(JsonElement element, string name) => element.Get(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.Text() is { Length: > 0 } value ? value : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static int? Of(string? code) => code switch
    {
        "RESOURCE_EXHAUSTED" => 429,
        "UNAVAILABLE" => 503,
        "DEADLINE_EXCEEDED" => 504,
        "INTERNAL" => 500,
        "INVALID_ARGUMENT" or "FAILED_PRECONDITION" => 400,
        "UNAUTHENTICATED" => 401,
        "PERMISSION_DENIED" => 403,
        "NOT_FOUND" => 404,
        _ => int.TryParse(code, out var status) && status is >= 300 and <= 599 ? status : null,
    };
}
