using System.Net;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>A model at an Ollama server: this machine's, or that of a host whose port is written.</summary>
internal sealed class OllamaEndpoints : AddressedEndpoints
{
    private const string Api = "ollama";
    private const string Prefix = Api + ":";
    private const string Here = "http://localhost:11434";

    public override string Form => "ollama:[host:port/]<model>";

    public override bool Reads(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    public override IModelSource Open(string text, EndpointSettings settings)
    {
        var (address, model) = Parts(text);
        if (model is null && settings.Plan.Models.Count == 0)
            throw new HeavySimException("ollama: needs a model, as in ollama:qwen3:8b or ollama:host:11434/qwen3:8b.");

        return Open(Api, address, model, keyVariable: null, settings);
    }

    /// <summary>Names of models have slashes and colons too: a host is told by its port, as an address, or by being this machine.</summary>
    internal static (string Address, string? Model) Parts(string text)
    {
        var rest = text[Prefix.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? rest : rest[..slash];
        var colon = host.LastIndexOf(':');
        var hasPort = colon > 0 && host[(colon + 1)..] is { Length: > 0 } port && port.All(char.IsAsciiDigit) && slash >= 0;
        if (!hasPort && !(host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out _)))
            return (Here, rest.Length == 0 ? null : rest);

        var model = slash < 0 ? "" : rest[(slash + 1)..];
        return ($"http://{(hasPort ? host : host + ":11434")}", model.Length == 0 ? null : model);
    }
}
