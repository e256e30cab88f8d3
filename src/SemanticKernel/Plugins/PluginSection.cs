using HeavySim.Agents.Tools;

namespace HeavySim.SemanticKernel;

/// <summary>
/// Reads <c>plugins</c> of heavysim.json; docs/semantic-kernel.md gives its form. Paths are seen from the file's own folder.
/// </summary>
internal static class PluginSection
{
    private const string Known = "assembly, type, filters, openApi, baseUrl, headers";

    /// <summary>The plugins by name; none where the document has no such section.</summary>
    /// <param name="root">The root object of heavysim.json.</param>
    /// <param name="path">The file.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="HeavySimException">An entry cannot be used; the message names the file and the place.</exception>
    public static IReadOnlyDictionary<string, PluginOptions> Read(JsonElement root, string path, Func<string, string?> environment)
    {
        var plugins = new Dictionary<string, PluginOptions>(StringComparer.Ordinal);
        if (!root.TryGetProperty("plugins", out var section))
            return plugins;

        foreach (var (name, node) in new ConfigurationNode(section, path, "plugins").Properties())
        {
            if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                throw node.Error("must have a name of letters, digits and underscores");

            plugins[name] = ReadPlugin(name, node, Path.GetDirectoryName(Path.GetFullPath(path))!, environment);
        }

        return plugins;
    }

    private static PluginOptions ReadPlugin(string name, ConfigurationNode node, string folder, Func<string, string?> environment)
    {
        string? assembly = null, type = null, openApi = null;
        Uri? baseUrl = null;
        IReadOnlyList<string> filters = [];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var secrets = new List<string>();
        foreach (var (field, value) in node.Properties())
        {
            switch (field)
            {
                case "assembly": assembly = Path.Combine(folder, value.Text()); break;
                case "type": type = value.Text(); break;
                case "filters": filters = [.. value.Items().Select(static item => item.Text())]; break;
                case "openApi":
                    openApi = value.Text().Contains("://", StringComparison.Ordinal)
                        ? throw value.Error("must be a file: get the document first")
                        : Path.Combine(folder, value.Text());
                    break;
                case "baseUrl":
                    baseUrl = Uri.TryCreate(value.Text(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                        ? url : throw value.Error("must be an http or https address");
                    break;
                case "headers":
                    foreach (var (header, text) in value.Properties())
                    {
                        if (KeyGuard.IsKeyHeader(header) && !text.Text().Contains("${", StringComparison.Ordinal))
                            throw text.Error(
                                "carries a key; keys do not belong in files: put it into an environment variable, as in ${NAME}");

                        headers[header] = EnvironmentText.Expand(
                            text.Text(),
                            Noted,
                            variable => text.Error($"needs the environment variable {variable}, which is not set"));
                    }

                    break;
                default: throw value.Unknown(Known);
            }
        }

        return (assembly, openApi) switch
        {
            ({ } file, null) when baseUrl is null && headers.Count == 0 => new PluginOptions.Native(file, type, filters) { Name = name },
            (null, { } file) when type is null && filters.Count == 0 => new PluginOptions.OpenApi(file, baseUrl, headers)
            {
                Name = name,
                Secrets = secrets,
            },
            (not null, null) => throw node.Error("has an 'assembly', which takes no 'baseUrl' or 'headers'"),
            (null, not null) => throw node.Error("has an 'openApi' document, which takes no 'type' or 'filters'"),
            _ => throw node.Error("needs either an 'assembly' or an 'openApi' document"),
        };

        string? Noted(string variable)
        {
            var found = environment(variable);
            if (found is not null)
                secrets.Add(found);
            return found;
        }
    }
}
