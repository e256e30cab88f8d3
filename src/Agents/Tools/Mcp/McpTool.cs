using System.Text.RegularExpressions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace HeavySim.Agents.Tools;

/// <summary>A tool of an MCP server, under the server's name: the tool "search" of the server "web" is "web_search".</summary>
internal sealed partial class McpTool(McpConnection connection, Tool remote) : AIFunction
{
    private const int MaximumNameLength = 64;
    private readonly string _remoteName = remote.Name;

    public override string Name { get; } = NameOf(connection.Name, remote.Name);

    public override string Description { get; } = McpText.Plain(remote.Description ?? "", 2_000);

    public override JsonElement JsonSchema { get; } = remote.InputSchema;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var result = await connection.CallAsync(_remoteName, arguments, cancellationToken);
        object? said = result.Content is { Count: > 0 } ? result.Content.ToAIContents() : result.StructuredContent;
        return result.IsError is true ? throw new ToolFailureException(ToolResultText.Of(said, 4_000)) : said;
    }

    /// <summary>Endpoints take letters, digits, _ and - in names, 64 at most.</summary>
    private static string NameOf(string server, string tool)
    {
        var name = Foreign().Replace($"{server}_{tool}", "_");
        return name.Length <= MaximumNameLength ? name : name[..MaximumNameLength];
    }

    [GeneratedRegex("[^A-Za-z0-9_-]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Foreign();
}
