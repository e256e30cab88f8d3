using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>
/// The operations of an OpenAPI document as kernel functions. Semantic Kernel's own reader of such documents is in a package that not every
/// registry has; this one does what tools need: parameters in path, query and header, and a JSON body.
/// </summary>
internal static partial class OpenApiPlugin
{
    private const int MaximumOperations = 128;

    /// <summary>Reads the document; no request is made.</summary>
    /// <param name="options">The plugin.</param>
    /// <param name="handler">Sends the requests instead of the network, or null.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The document cannot be used; the message says why.</exception>
    public static async Task<KernelPlugin> ReadAsync(
        PluginOptions.OpenApi options, HttpMessageHandler? handler, CancellationToken cancellationToken)
    {
        var document = await LoadAsync(options, cancellationToken);
        var address = AddressOf(document, options);
        var http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            MaxResponseContentBufferSize = 1024 * 1024,
        };
        var functions = new List<KernelFunction>();
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? [])
            {
                var parameters = (item.Parameters ?? []).Concat(operation.Parameters ?? []);
                functions.Add(FunctionOf(new OpenApiCall(http, address, method, path, options.Headers), operation, parameters, options));
            }
        }

        return functions.Count switch
        {
            0 => throw Wrong(options, "the document has no operations"),
            > MaximumOperations =>
                throw Wrong(options, $"{functions.Count} operations are more than the {MaximumOperations} a model is told of"),
            _ when functions.CountBy(static f => f.Name, StringComparer.OrdinalIgnoreCase).Any(static name => name.Value > 1) =>
                throw Wrong(options, "two operations have one name"),
            _ => KernelPluginFactory.CreateFromFunctions(options.Name, document.Info.Title, functions),
        };
    }

    private static KernelFunction FunctionOf(
        OpenApiCall call, OpenApiOperation operation, IEnumerable<IOpenApiParameter> parameters, PluginOptions options)
    {
        var known = new List<KernelParameterMetadata>();
        foreach (var parameter in parameters)
        {
            if (parameter is not
                { Name: { } name, In: ParameterLocation.Path or ParameterLocation.Query or ParameterLocation.Header } given)
                throw Wrong(options, $"{call.Name} has a parameter '{parameter.Name}' that is in neither path, query nor header");

            call.Place(name, given.In.Value);
            known.Add(Parameter(name, given.Description, given.Required || given.In == ParameterLocation.Path, given.Schema));
        }

        if (operation.RequestBody is { Content: { } content } body)
        {
            if (!content.TryGetValue("application/json", out var json))
                throw Wrong(options, $"{call.Name} takes {string.Join(", ", content.Keys)} and not application/json");

            known.Add(Parameter(OpenApiCall.Body, body.Description, body.Required, json.Schema));
        }

        var named = Foreign().Replace(operation.OperationId ?? call.Name, "_").Trim('_');
        return KernelFunctionFactory.CreateFromMethod(
            (KernelArguments arguments, CancellationToken token) => call.SendAsync(arguments, token),
            named,
            operation.Description is { Length: > 0 } description ? description : operation.Summary,
            known);
    }

    private static KernelParameterMetadata Parameter(string name, string? description, bool isRequired, IOpenApiSchema? schema) => new(name)
    {
        Description = description ?? "",
        IsRequired = isRequired,
        Schema = schema is null ? null : KernelJsonSchema.Parse(TextOf(schema)),
    };

    private static string TextOf(IOpenApiSchema schema)
    {
        using var text = new StringWriter();
        schema.SerializeAsV31(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { InlineLocalReferences = true, Terse = true }));
        return text.ToString();
    }

    private static async Task<OpenApiDocument> LoadAsync(PluginOptions.OpenApi options, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(options.Path, cancellationToken);
            var json = text.TrimStart().StartsWith('{') ? text : YamlJson.Of(text);
            var read = OpenApiDocument.Parse(json, "json");
            return read.Diagnostic is { Errors: [var first, ..] } ? throw Wrong(options, $"{options.Path}: {first.Message}")
                : read.Document ?? throw Wrong(options, $"{options.Path} is no OpenAPI document");
        }
        catch (Exception error) when (error is not (HeavySimException or OperationCanceledException))
        {
            // Two libraries read it, each with exceptions of its own.
            throw Wrong(options, $"{options.Path} cannot be read: {error.Message}", error);
        }
    }

    private static Uri AddressOf(OpenApiDocument document, PluginOptions.OpenApi options)
    {
        if (options.BaseUrl is { } given)
            return given;

        return document.Servers is [{ Url: { } url }, ..] && Uri.TryCreate(url, UriKind.Absolute, out var server)
            && server.Scheme is "http" or "https"
            ? server
            : throw Wrong(options, "the document names no server with a whole address, so it needs a 'baseUrl'");
    }

    private static HeavySimException Wrong(PluginOptions options, string fault, Exception? error = null) =>
        PluginTools.Wrong(options, fault, error);

    [GeneratedRegex("[^A-Za-z0-9_]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Foreign();
}
