namespace HeavySim.Agents;

/// <summary>An endpoint of <c>heavysim.json</c> that is a model file on this machine.</summary>
/// <param name="Path">The file, seen from the configuration's folder where it is not absolute.</param>
internal sealed record ModelFile(string Path)
{
    /// <summary>The field that tells a model file from an endpoint at an address.</summary>
    public const string Field = "file";

    private const string Known = "file, template, threads, maxConcurrency, maxOutputTokens";

    /// <summary>A chat template by name, or null for the file's own.</summary>
    public string? Template { get; init; }

    /// <summary>Threads that compute, 1 to 256, or null for the usual number.</summary>
    public int? Threads { get; init; }

    /// <summary>How many texts are written at once, at least 1, or null for as many as calls may be in flight.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>The most tokens of an answer, at least 1, or null for no limit but the model's context.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Reads and validates it.</summary>
    /// <exception cref="HeavySimException">A field is not known or out of range; the message names the file and the place.</exception>
    public static ModelFile Read(ConfigurationNode node)
    {
        var model = new ModelFile("");
        foreach (var (field, value) in node.Properties())
        {
            model = field switch
            {
                Field => model with { Path = PathOf(value) },
                "template" => model with { Template = value.Text() },
                "threads" => model with { Threads = value.Count(1, 256) },
                "maxConcurrency" => model with { MaxConcurrency = value.Count(1, 4096) },
                "maxOutputTokens" => model with { MaxOutputTokens = value.Count(1, int.MaxValue) },
                _ => throw value.Error($"is not known of a model file; its fields are {Known}"),
            };
        }

        return model;
    }

    private static string PathOf(ConfigurationNode value)
    {
        var path = value.Text();
        return path.Length == 0
            ? throw value.Error("must name a model file")
            : System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(value.File)) ?? "", path);
    }
}
