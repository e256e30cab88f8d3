using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>A tool with one integer argument that does what a test says.</summary>
internal sealed class ScriptedTool(string name, Func<int, CancellationToken, Task<object?>> body) : AIFunction
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        """{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}""").RootElement;

    public override string Name => name;

    public override string Description => "Does what the test says.";

    public override JsonElement JsonSchema => Schema;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        await body(arguments["x"] is JsonElement json ? json.GetInt32() : (int)arguments["x"]!, cancellationToken);
}
