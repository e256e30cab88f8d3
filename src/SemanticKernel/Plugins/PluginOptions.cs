namespace HeavySim.SemanticKernel;

/// <summary>A plugin as <c>heavysim.json</c> describes it: the functions of an assembly, or the operations of an HTTP service.</summary>
internal abstract record PluginOptions
{
    private PluginOptions()
    {
    }

    /// <summary>Its name; its functions are tools called name_function.</summary>
    public required string Name { get; init; }

    /// <summary>Public methods with <c>[KernelFunction]</c> of a type in an assembly. They run as a part of this program.</summary>
    /// <param name="Path">The assembly's file.</param>
    /// <param name="Type">The type's full name, or null for the only one that has such methods.</param>
    /// <param name="Filters">Full names of the assembly's function filters that stand around every call, the first outermost.</param>
    public sealed record Native(string Path, string? Type, IReadOnlyList<string> Filters) : PluginOptions;

    /// <summary>The operations of an OpenAPI document.</summary>
    /// <param name="Path">The document's file, JSON or YAML.</param>
    /// <param name="BaseUrl">Where the service is, or null for the document's first server.</param>
    /// <param name="Headers">Headers of every request, keys filled in.</param>
    public sealed record OpenApi(string Path, Uri? BaseUrl, IReadOnlyDictionary<string, string> Headers) : PluginOptions
    {
        /// <summary>What was filled in from the environment, and is not to come back.</summary>
        public IReadOnlyList<string> Secrets { get; init; } = [];
    }
}
