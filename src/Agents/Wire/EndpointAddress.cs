using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>
/// Where an endpoint takes chat completions, from whatever its user wrote: with or without scheme, trailing slash, <c>/v1</c> or
/// <c>/chat/completions</c>, a query string kept.
/// </summary>
internal sealed partial record EndpointAddress
{
    private const string Completions = "/chat/completions";

    private EndpointAddress(IReadOnlyList<Uri> candidates, string display, bool isAzure)
    {
        Candidates = candidates;
        Display = display;
        IsAzure = isAzure;
    }

    /// <summary>The addresses to post to, most likely first; the second is tried when the first does not exist.</summary>
    public IReadOnlyList<Uri> Candidates { get; }

    /// <summary>Where the endpoint lists its models, beside one of the <see cref="Candidates"/>; null where it has no list.</summary>
    public Uri? ModelsBeside(Uri candidate) =>
        candidate.AbsolutePath.Contains("/deployments/", StringComparison.OrdinalIgnoreCase)
            || !candidate.AbsolutePath.EndsWith(Completions, StringComparison.OrdinalIgnoreCase)
            ? null
            : new UriBuilder(candidate) { Path = candidate.AbsolutePath[..^Completions.Length] + "/models" }.Uri;

    /// <summary>The address for people: without query, key or user.</summary>
    public string Display { get; }

    /// <summary>True for Azure, which wants the key in an <c>api-key</c> header.</summary>
    public bool IsAzure { get; }

    /// <summary>True for OpenAI's own host, which has given up <c>max_tokens</c>.</summary>
    public bool IsOpenAI => Candidates[0].Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a base URL.</summary>
    /// <exception cref="HeavySimException">It is no http or https URL, or it carries a user or password.</exception>
    public static EndpointAddress Parse(string baseUrl)
    {
        var text = baseUrl.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
            text = (IsLocal(text) ? "http://" : "https://") + text;

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw new HeavySimException(
                $"'{SafeText.Of(baseUrl, null)}' is no endpoint address; write something like http://localhost:8080/v1.");

        if (uri.UserInfo.Length > 0)
            throw new HeavySimException(
                $"The endpoint address for {uri.Host} carries a user or password; give the key in an environment variable instead.");

        var isAzure = uri.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase)
            || uri.AbsolutePath.Contains("/openai/deployments/", StringComparison.OrdinalIgnoreCase);
        var path = uri.AbsolutePath.TrimEnd('/');
        if (path.EndsWith(Completions, StringComparison.OrdinalIgnoreCase))
            return Create(uri, isAzure, path);

        if (VersionSegment().IsMatch(path) || path.Contains("/deployments/", StringComparison.OrdinalIgnoreCase))
            return Create(uri, isAzure, path + Completions);

        if (isAzure && !path.EndsWith("/openai", StringComparison.OrdinalIgnoreCase))
            path += "/openai";
        return isAzure
            ? Create(uri, isAzure, path + "/v1" + Completions)
            : Create(uri, isAzure, path + "/v1" + Completions, path + Completions);
    }

    private static EndpointAddress Create(Uri uri, bool isAzure, params string[] paths)
    {
        var authority = uri.GetLeftPart(UriPartial.Authority);
        var display = paths[^1].EndsWith(Completions, StringComparison.OrdinalIgnoreCase) ? paths[^1][..^Completions.Length] : paths[^1];
        return new EndpointAddress([.. paths.Select(path => new Uri(authority + path + uri.Query))], authority + display, isAzure);
    }

    private static bool IsLocal(string hostAndMore)
    {
        var host = hostAndMore.Split('/', ':')[0];
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || hostAndMore.StartsWith('[') || System.Net.IPAddress.TryParse(host, out _);
    }

    [GeneratedRegex("/v[0-9]+[a-z0-9]*(?:/|$)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionSegment();
}
