using System.Security.Cryptography;
using System.Text;

namespace HeavySim.Server.Http;

/// <summary>Lets those in who know the key. Health stays open, so that a supervisor needs none.</summary>
internal sealed class KeyCheck(RequestDelegate next, string key)
{
    private const string Bearer = "Bearer ";
    private readonly byte[] _digest = Digest(key);

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.Equals("/health", StringComparison.Ordinal) || IsKnown(Shown(http.Request.Headers)))
            return next(http);

        throw new ApiException(
            new ApiError(401, "The key is missing or wrong: send it as 'Authorization: Bearer <key>'.") { Code = "invalid_api_key" });
    }

    private static string? Shown(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return authorization[Bearer.Length..].Trim();
        if (headers.TryGetValue("api-key", out var azure))
            return azure.ToString();

        return headers.TryGetValue("x-api-key", out var other) ? other.ToString() : null;
    }

    // Digests have one length, so the time of the comparison tells neither the key's text nor its length.
    private bool IsKnown(string? shown) => shown is not null && CryptographicOperations.FixedTimeEquals(Digest(shown), _digest);

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
