using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>What an error means: from its code, its type, its status, and only then from its words.</summary>
internal static partial class ErrorClassifier
{
    /// <summary>The kind of a failure.</summary>
    /// <param name="status">The HTTP status, or the code inside a payload that came with status 200; null when there is neither.</param>
    /// <param name="error">What the endpoint said.</param>
    /// <param name="asked">How long its headers ask to wait, or null.</param>
    public static FailureCause Classify(int? status, ErrorBody error, TimeSpan? asked = null)
    {
        if (Names(error, "context_length_exceeded", "exceed_context_size_error", "string_above_max_length", "context_window_exceeded"))
            return FailureCause.ContextLength;

        if (Names(error, "content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation", "moderation", "invalid_prompt"))
            return FailureCause.ContentFilter;

        if (Names(error, "in_flight_budget_exhausted") || error.Message.Contains("in_flight_budget_exhausted", StringComparison.Ordinal))
            return FailureCause.RateLimited;

        if (IsTooLarge(status, error))
            return FailureCause.RequestTooLarge;

        if (IsQuota(status, error, asked) is { } empty)
            return empty ? FailureCause.QuotaExhausted : FailureCause.RateLimited;

        if (Names(error, "invalid_api_key", "authentication_error", "invalid_authentication"))
            return FailureCause.Unauthorized;

        if (status is null or 400 or 413 or 422 or 500 && ContextWords().IsMatch(error.Message))
            return FailureCause.ContextLength;

        if (IsUnknownModel(status, error))
            return FailureCause.NotFound;

        if (IsBusy(status, error))
            return FailureCause.RateLimited;

        return status switch
        {
            400 or 422 or 403 when ModerationWords().IsMatch(error.Message) => FailureCause.ContentFilter,
            401 or 403 => FailureCause.Unauthorized,
            404 when ToolWords().IsMatch(error.Message) => FailureCause.Rejected,
            404 or 405 => FailureCause.NotFound,
            413 => FailureCause.RequestTooLarge,
            400 or 422 when RefusesParameter(error) => FailureCause.ParameterRefused,
            408 or 409 or 425 or null => FailureCause.Server,
            >= 500 => FailureCause.Server,
            _ => FailureCause.Rejected,
        };
    }

    /// <summary>True for an endpoint that is there and does not know the model.</summary>
    public static bool IsUnknownModel(int? status, ErrorBody error) =>
        Names(error, "model_not_found", "invalid_model", "unknown_model", "DeploymentNotFound")
            || (status == 404 && error.Message.Contains("model", StringComparison.OrdinalIgnoreCase))
            || (status is 400 or 403 or 404 or 422 && ModelWords().IsMatch(error.Message));

    /// <summary>The request alone is more than a limit allows: by both sizes, or by words.</summary>
    private static bool IsTooLarge(int? status, ErrorBody error) =>
        Names(error, "request_too_large")
            || ((status is 413 or 429 || Names(error, "rate_limit_exceeded", "tokens"))
                && (LimitWords.TooLarge(error.Message) is not null || LimitWords.SayTooLarge(error.Message)));

    /// <summary>
    /// True for an empty account, false for a limit that passes, null for neither. Google calls every limit a quota, so the word alone
    /// says nothing: who tells how long to wait, or names a minute or a day, has money left.
    /// </summary>
    private static bool? IsQuota(int? status, ErrorBody error, TimeSpan? asked)
    {
        var isNamed = Names(error, "insufficient_quota", "billing_hard_limit_reached", "insufficient_balance", "billing_not_active");
        if (status == 402 || Names(error, "billing_hard_limit_reached", "insufficient_balance", "billing_not_active"))
            return true;

        if (!isNamed && status != 429 && !Names(error, "rate_limit_exceeded", "rate_limit_error", "RESOURCE_EXHAUSTED"))
            return null;

        if (!isNamed && !QuotaWords().IsMatch(error.Message))
            return false;

        return LimitWords.AllowNothing(error.Message)
            || !((asked ?? error.RetryDelay ?? LimitWords.Delay(error.Message)) is not null
                || LimitWords.IsMinutely(error.Message) || LimitWords.IsDaily(error.Message) || error.IsDaily);
    }

    /// <summary>
    /// A server with no room at the moment. Some say so with a plain 500, in fixed words; 503 is for it, so there the words may be vaguer.
    /// </summary>
    private static bool IsBusy(int? status, ErrorBody error) =>
        status == 529
            || Names(error, "overloaded_error", "engine_overloaded", "engine_overloaded_error", "server_overloaded", "server_busy")
            || (status is 500 or 502 or 503 or 504 or null && !error.IsHtml && BusyWords().IsMatch(error.Message))
            || (status == 503 && VagueWords().IsMatch(error.Message));

    /// <summary>
    /// True when a parameter is blamed, by field or by words. The parts of the question itself are not meant, as they differ from call to
    /// call, nor tools, as whoever offers them can do without.
    /// </summary>
    private static bool RefusesParameter(ErrorBody error) =>
        error.Parameter is { } parameter
            ? parameter.Split('.', '[')[0] is not ("messages" or "content" or "prompt" or "input" or "contents" or "text" or "image_url"
                or "tools" or "functions")
            : ParameterWords().IsMatch(error.Message) && !ToolWords().IsMatch(error.Message);

    private static bool Names(ErrorBody error, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (string.Equals(error.Code, name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(error.Type, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    [GeneratedRegex(
        @"context (?:length|size|window)|too many tokens|maximum .{0,80}tokens|inputs?\W{0,3}tokens.{0,80}must be|prompt is too long",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContextWords();

    [GeneratedRegex(
        "content (?:filter|management policy|policy)|moderation|flagged",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ModerationWords();

    [GeneratedRegex(
        "exceeded your current quota|quota exceeded|insufficient (?:quota|balance|credit|funds)|out of credits",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotaWords();

    [GeneratedRegex(
        @"\bmodels?\b.{0,80}?(?:not found|(?:does|do) not exist|not exist|not a valid model|could not be found)"
        + @"|(?:unknown|invalid|no such|unrecognized) model(?: id| name)?\b(?! (?:response|output|answer))|not a valid model",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ModelWords();

    [GeneratedRegex(@"\btools?\b|\bfunctions?\b|function[ _]call", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ToolWords();

    [GeneratedRegex(
        @"max(?:imum)? (?:number of )?concurren|concurren\w+ .{0,30}(?:limit|exceed|reached)|overload|\bbusy\b|too many .{0,20}requests"
        + @"|no (?:free |idle |available )?(?:slots?|workers?|replicas?|instances?)\b|(?:queue|slots?)\b.{0,20}\bfull\b"
        + @"|(?:at|over|out of|no|insufficient|exceed\w*|limited) (?:\w+ )?capacity|capacity (?:is )?(?:exceeded|reached|exhausted)"
        + @"|loading (?:the )?model|model\b.{0,60}\bloading|still loading|warming up|try again (?:later|in)\b|currently unavailable"
        + @"|rate limit|throttl",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BusyWords();

    [GeneratedRegex("loading|capacity|try again|too many", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VagueWords();

    [GeneratedRegex(
        "(?:unsupported|unrecognized|unknown|unexpected|invalid|extra) (?:request )?(?:parameter|argument|field|name|property)"
        + @"|parameter .{0,60}(?:not supported|unsupported|not allowed)|extra (?:inputs|fields) (?:are )?not permitted",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterWords();
}
