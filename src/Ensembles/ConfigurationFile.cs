using System.Text.Json;
using HeavySim.Agents.Tools;
using HeavySim.Ensembles.Modes;
using HeavySim.Ensembles.Rosters;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace HeavySim.Ensembles;

/// <summary><c>heavysim.json</c>: read once, its sections by those who know them.</summary>
internal sealed class ConfigurationFile
{
    /// <summary>The file that is looked for when none is named.</summary>
    private const string Usual = "heavysim.json";

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly JsonElement _root;

    private ConfigurationFile(string path, JsonElement root)
    {
        Path = path;
        _root = root;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Reads a file that was named, or the usual one, which may be missing and is empty then.</summary>
    /// <exception cref="HeavySimException">It cannot be read or is no JSON.</exception>
    public static ConfigurationFile Read(string? named)
    {
        var path = named ?? Usual;
        if (named is null && !File.Exists(path))
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

    /// <summary>The sections <c>endpoints</c> and <c>roster</c>.</summary>
    /// <exception cref="HeavySimException">They are not valid, or hold a key; the message names the file and the place.</exception>
    public RosterFile Roster() => RosterFile.Of(_root, Path);

    /// <summary>The servers under <c>mcpServers</c>.</summary>
    public IReadOnlyDictionary<string, McpServerOptions> McpServers() =>
        McpConfiguration.Read(_root, Path, Environment.GetEnvironmentVariable);

    /// <summary>What opens the plugins under <c>plugins</c>, by name.</summary>
    /// <param name="loggers">Where their calls are logged, or null.</param>
    public IReadOnlyDictionary<string, Func<CancellationToken, Task<IReadOnlyList<AIFunction>>>> Plugins(ILoggerFactory? loggers) =>
        _root.TryGetProperty("plugins", out _)
            ? KernelPlugins.Of(_root, Path, loggers)
            : new Dictionary<string, Func<CancellationToken, Task<IReadOnlyList<AIFunction>>>>(StringComparer.Ordinal);

    /// <summary>The files under <c>strategies</c> or <c>checkers</c> by name, seen from this file's folder.</summary>
    /// <exception cref="HeavySimException">The section is no object of file names.</exception>
    public IReadOnlyDictionary<string, string> Files(string section)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!_root.TryGetProperty(section, out var entries))
            return files;
        if (entries.ValueKind != JsonValueKind.Object)
            throw new HeavySimException($"{Path}: \"{section}\" must be an object of files by name.");

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        foreach (var entry in entries.EnumerateObject())
            files[entry.Name] = entry.Value.ValueKind == JsonValueKind.String
                ? System.IO.Path.Combine(folder, entry.Value.GetString()!)
                : throw new HeavySimException($"{Path}: {section}.{entry.Name} must be the name of a file.");

        return files;
    }

    /// <summary>The plans under <c>modes</c>, by name.</summary>
    /// <exception cref="HeavySimException">One is wrong; the message names the file, the mode and the fault.</exception>
    public IReadOnlyList<Mode> Modes()
    {
        if (!_root.TryGetProperty("modes", out var modes))
            return [];
        if (modes.ValueKind != JsonValueKind.Object)
            throw new HeavySimException($"{Path}: \"modes\" must be an object of modes by name.");

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
                $"{Path}: the mode \"{name}\" cannot be read at {error.Path}: its fields are {ModePlan.Fields}.", error);
        }
        catch (HeavySimException error)
        {
            throw Wrong(error.Message);
        }

        HeavySimException Wrong(string fault) => new($"{Path}: the mode \"{name}\": {fault}");
    }
}
