using System.Globalization;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>What to say when no call to an endpoint can succeed any more, and what to do about it.</summary>
internal static class EndpointAdvice
{
    /// <summary>One paragraph: whose failure, in whose words, what to do.</summary>
    public static string Of(EndpointFailure failure)
    {
        var (name, words) = (failure.Endpoint.Name, failure.Failure.Message.Trim().TrimEnd('.'));
        return failure.Failure.Cause switch
        {
            FailureCause.QuotaExhausted =>
                $"The account at endpoint '{name}' is empty ({words}). Top it up, or choose another endpoint.",
            FailureCause.Unauthorized => Refused(failure, name, words),
            FailureCause.NotFound => IsOfAddress(words)
                ? $"Endpoint '{name}' is not at this address. {words}."
                : $"Endpoint '{name}' does not have the model that was asked for. {words}.",
            FailureCause.ParameterRefused =>
                $"Endpoint '{name}' refuses the request ({words}). Leave that option out, or change it.",
            _ when failure.Last.Cause == FailureCause.RateLimited => Limited(failure, name, words),
            _ => $"Endpoint '{name}' serves nobody. {words}. Check that it runs, that this is its address, and that the network reaches "
                + $"it.{Encryption(failure)}",
        };
    }

    private static string Limited(EndpointFailure failure, string name, string words)
    {
        var what = failure.Last.Status is 429 or null ? "limits its calls" : "has no room at present";
        var when = failure.OpensAt is { } open && open > failure.At
            ? $"after {open.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}"
            : "later";
        return $"Endpoint '{name}' {what}. {words}. Give the same command again {when}, or with a longer --patience.";
    }

    private static string Refused(EndpointFailure failure, string name, string words) => failure.Endpoint.ApiKeyEnv is { } variable
        ? $"Endpoint '{name}' refuses the key of the environment variable {variable} ({words}). Put a valid one there."
        : $"Endpoint '{name}' refuses calls, and no key was sent with them ({words}). " + (failure.UsualKey is { } usual
            ? $"Put yours into the environment variable {usual}."
            : "Name the environment variable that holds yours as the endpoint's apiKeyEnv.");

    private static string Encryption(EndpointFailure failure) =>
        failure.IsOfEncryption && failure.Endpoint.Api != AzureApi.Word
            && failure.Endpoint.BaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            ? " Where it speaks without encryption its address begins with http://."
            : "";

    /// <summary>By the client's words: a path that is not there and a model that is not there have the same cause.</summary>
    private static bool IsOfAddress(string words) => words.Contains("check the address", StringComparison.Ordinal);
}
