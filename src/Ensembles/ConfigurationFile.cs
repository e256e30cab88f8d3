using System.Text.Json;
using HeavySim.Agents.Tools;
using HeavySim.Ensembles.Modes;

namespace HeavySim.Ensembles;

/// <summary>The parts of <c>heavysim.json</c> that are about the ensemble as a whole: MCP servers and modes.</summary>
internal sealed class ConfigurationFile
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly string _path;
    private readonly JsonElement _root;

    private ConfigurationFile(string path, JsonElement root)
    {
        _path = path;
        _root = root;
    }

    /// <summary>Reads the file; one that nobody named may be missing, and is empty then.</summary>
    /// <exception cref="HeavySimException">It cannot be read or is no JSON.</exception>
    public static ConfigurationFile Read(ConfigurationSource source)
    {
        var path = source.Path;
        if (!source.IsThere)
            return Parse("{}", path);

        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HeavySimException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads the file's text.</summary>
    public static ConfigurationFile Parse(string json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ConfigurationFile(path, document.RootElement.Clone())
                : throw new HeavySimException($"{path}: the file must be an object.");
        }
        catch (JsonException error)
        {
            throw new HeavySimException($"{path}, line {error.LineNumber + 1}: no valid JSON.", error);
        }
    }

    /// <summary>The servers under <c>mcpServers</c>.</summary>
    public IReadOnlyDictionary<string, McpServerOptions> McpServers() =>
        McpConfiguration.Read(_root, _path, Environment.GetEnvironmentVariable);

    /// <summary>The plans under <c>modes</c>, by name.</summary>
    /// <exception cref="HeavySimException">One is wrong; the message names the file, the mode and the fault.</exception>
    public IReadOnlyList<Mode> Modes()
    {
        if (!_root.TryGetProperty("modes", out var modes))
            return [];
        if (modes.ValueKind != JsonValueKind.Object)
            throw new HeavySimException($"{_path}: \"modes\" must be an object of modes by name.");

        return [.. modes.EnumerateObject().Select(mode => ReadMode(mode.Name, mode.Value))];
    }

    private Mode ReadMode(string name, JsonElement json)
    {
        if (Mode.BuiltIn.Any(mode => mode.Name == name))
            throw Wrong("has the name of a built-in mode");

        try
        {
            var plan = json.Deserialize(ModeJson.Default.ModePlan) ?? throw Wrong("must be an object");
            return plan.ToMode(name);
        }
        catch (JsonException error)
        {
            throw new HeavySimException(
                $"{_path}: the mode \"{name}\" cannot be read at {error.Path}: its fields are {ModePlan.Fields}.", error);
        }
        catch (HeavySimException error)
        {
            throw Wrong(error.Message);
        }

        HeavySimException Wrong(string fault) => new($"{_path}: the mode \"{name}\": {fault}");
    }
}
