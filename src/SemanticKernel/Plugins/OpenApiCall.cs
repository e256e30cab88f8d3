using HeavySim.Agents.Tools;
using Microsoft.OpenApi;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>A call of one operation of an HTTP service.</summary>
/// <param name="http">Sends it.</param>
/// <param name="address">Where the service is.</param>
/// <param name="method">The method.</param>
/// <param name="path">The path, with {name} for its parameters.</param>
/// <param name="headers">Headers of every request.</param>
internal sealed class OpenApiCall(
    HttpClient http, Uri address, HttpMethod method, string path, IReadOnlyDictionary<string, string> headers)
{
    /// <summary>The argument that is the request's body.</summary>
    public const string Body = "body";

    private readonly Dictionary<string, ParameterLocation> _places = new(StringComparer.Ordinal);

    /// <summary>The operation for people, and its name where the document gives none.</summary>
    public string Name => $"{method.Method.ToLowerInvariant()} {path}";

    /// <summary>Says where a parameter goes.</summary>
    public void Place(string name, ParameterLocation place) => _places[name] = place;

    /// <summary>Sends the request; what the service says is the result, and what it refuses a failure that the model reads.</summary>
    /// <exception cref="ToolFailureException">The service refused or could not be reached.</exception>
    public async Task<string> SendAsync(KernelArguments arguments, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, AddressOf(arguments));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        foreach (var (name, value) in Given(arguments, ParameterLocation.Header))
            request.Headers.TryAddWithoutValidation(name, value);
        if (arguments.TryGetValue(Body, out var body) && body is not null && !_places.ContainsKey(Body))
            request.Content = new StringContent(CompactJson.ToElement(body) is { ValueKind: JsonValueKind.String } text
                ? text.GetString()! : CompactJson.Write(body), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var said = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? said
                : throw new ToolFailureException($"the service answered {(int)response.StatusCode}: {ToolResultText.Cut(said, 4_000)}");
        }
        catch (HttpRequestException error)
        {
            throw new ToolFailureException($"the service at {address.Authority} could not be asked: {error.Message}", error);
        }
    }

    private Uri AddressOf(KernelArguments arguments)
    {
        var filled = path;
        foreach (var (name, value) in Given(arguments, ParameterLocation.Path))
        {
            // An address reads these as a way up, out of the operation.
            if (value is "" or "." or "..")
                throw new ToolFailureException($"'{name}' cannot be '{value}'");

            filled = filled.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        }

        var query = string.Join('&', Given(arguments, ParameterLocation.Query)
            .Select(static pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));
        var whole = $"{address.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{filled.TrimStart('/')}";
        return new Uri(query.Length > 0 ? $"{whole}?{query}" : whole);
    }

    private IEnumerable<(string Name, string Value)> Given(KernelArguments arguments, ParameterLocation place)
    {
        foreach (var (name, value) in arguments)
        {
            if (value is not null && _places.TryGetValue(name, out var at) && at == place)
                yield return (name, ToolResultText.Of(value is string ? value : CompactJson.ToElement(value)));
        }
    }
}
