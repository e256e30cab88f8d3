namespace HeavySim.Agents;

/// <summary>An error as an endpoint tells it, whatever its shape.</summary>
/// <param name="Message">What it says; not yet safe to show.</param>
/// <param name="Code">Its code, a number as text, or null.</param>
/// <param name="Type">Its type, or null.</param>
/// <param name="Parameter">The request parameter it blames, or null.</param>
internal sealed record ErrorBody(string Message, string? Code = null, string? Type = null, string? Parameter = null)
{
    /// <summary>The code as an HTTP status, or null.</summary>
    public int? Status => int.TryParse(Code, out var status) && status is >= 300 and <= 599 ? status : null;

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
                    return new ErrorBody(error.Text(), Scalar(root, "code"), root.GetText("error_type", "type"), Scalar(root, "param"));
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

        // OpenRouter says "Provider returned error" and keeps the provider's own words here.
        if (error.Get("metadata") is { } metadata && metadata.GetText("raw") is { } raw)
            message = $"{message}: {raw}";

        return new ErrorBody(
            message, Scalar(error, "code") ?? Scalar(error, "status"), error.GetText("type", "error_type"), Scalar(error, "param"));
    }

    private static ErrorBody OfDetail(JsonElement detail)
    {
        if (detail.ValueKind == JsonValueKind.String)
            return new ErrorBody(detail.Text());

        if (detail.ValueKind == JsonValueKind.Object)
            return OfObject(detail);

        var first = ((JsonElement?)detail).Items().FirstOrDefault();
        var place = first.Get("loc").Items().LastOrDefault();
        var parameter = place.ValueKind == JsonValueKind.String ? place.Text() : null;
        var message = first.GetText("msg", "message") ?? detail.GetRawText();
        return new ErrorBody(parameter is null ? message : $"{parameter}: {message}", null, first.GetText("type"), parameter);
    }

    private static string? Scalar(JsonElement element, string name) => element.Get(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.Text() is { Length: > 0 } value ? value : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
