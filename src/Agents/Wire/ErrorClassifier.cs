using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>What an error means: from its code, its type, its status, and only then from its words.</summary>
internal static partial class ErrorClassifier
{
    /// <summary>The kind of a failure.</summary>
    /// <param name="status">The HTTP status, or the code inside a payload that came with status 200; null when there is neither.</param>
    /// <param name="error">What the endpoint said.</param>
    public static FailureCause Classify(int? status, ErrorBody error)
    {
        var code = error.Code ?? "";
        var type = error.Type ?? "";
        if (Names(code, type, "context_length_exceeded", "exceed_context_size_error", "string_above_max_length", "context_window_exceeded"))
            return FailureCause.ContextLength;

        if (Names(code, type, "content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation", "moderation"))
            return FailureCause.ContentFilter;

        if (Names(code, type, "in_flight_budget_exhausted")
            || error.Message.Contains("in_flight_budget_exhausted", StringComparison.Ordinal))
            return FailureCause.RateLimited;

        if (Names(code, type, "insufficient_quota", "billing_hard_limit_reached", "insufficient_balance", "billing_not_active")
            || status == 402)
            return FailureCause.QuotaExhausted;

        if (Names(code, type, "invalid_api_key", "authentication_error", "invalid_authentication"))
            return FailureCause.Unauthorized;

        if (status is null or 400 or 413 or 422 or 500 && ContextWords().IsMatch(error.Message))
            return FailureCause.ContextLength;

        return status switch
        {
            400 or 422 or 403 when ModerationWords().IsMatch(error.Message) => FailureCause.ContentFilter,
            401 or 403 => FailureCause.Unauthorized,
            429 when QuotaWords().IsMatch(error.Message) => FailureCause.QuotaExhausted,
            429 or 529 => FailureCause.RateLimited,
            503 when BusyWords().IsMatch(error.Message) => FailureCause.RateLimited,
            408 or 409 or 425 or null => FailureCause.Server,
            >= 500 => FailureCause.Server,
            _ => FailureCause.Rejected,
        };
    }

    private static bool Names(string code, string type, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (string.Equals(code, name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(type, name, StringComparison.OrdinalIgnoreCase))
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
        "exceeded your current quota|insufficient (?:quota|balance|credit|funds)|out of credits",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotaWords();

    [GeneratedRegex("loading|overloaded|busy|capacity|try again|too many", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BusyWords();
}
