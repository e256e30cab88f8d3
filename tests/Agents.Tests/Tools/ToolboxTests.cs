using HeavySim.Agents.Tools;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests.Tools;

public sealed class ToolboxTests
{
    private static readonly ToolboxOptions Configured = new()
    {
        McpServers = new Dictionary<string, McpServerOptions>(StringComparer.Ordinal)
        {
            ["web"] = new McpServerOptions.Process("x", [], new Dictionary<string, string>(StringComparer.Ordinal), null) { Name = "web" },
            ["files"] = new McpServerOptions.Process(
                "x", [], new Dictionary<string, string>(StringComparer.Ordinal), null) { Name = "files" },
        },
    };

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("none", "")]
    [InlineData("calculator", "calculator")]
    [InlineData(" python , calculator,python ", "python calculator")]
    [InlineData("mcp:web,calculator", "mcp:web calculator")]
    [InlineData("mcp:*", "mcp:files mcp:web")]
    public void Parse_KnownNames_KeepsOrderWithoutRepetition(string? list, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Toolbox.Parse(list, Configured)));
    }

    [Theory]
    [InlineData(
        "calcluator", "There is no tool 'calcluator'. Did you mean 'calculator'? Tools are calculator, python, mcp:files, mcp:web.")]
    [InlineData("Python", "There is no tool 'Python'. Did you mean 'python'? Tools are calculator, python, mcp:files, mcp:web.")]
    [InlineData("mcp:wen", "There is no tool 'mcp:wen'. Did you mean 'mcp:web'? Tools are calculator, python, mcp:files, mcp:web.")]
    [InlineData("browser", "There is no tool 'browser'. Tools are calculator, python, mcp:files, mcp:web.")]
    public void Parse_Typo_SaysWhatThereIs(string list, string expected)
    {
        Assert.Equal(expected, Assert.Throws<HeavySimException>(() => Toolbox.Parse(list, Configured)).Message);
    }

    [Fact]
    public void Parse_McpWithoutServers_SaysWhereToConfigureThem()
    {
        var error = Assert.Throws<HeavySimException>(() => Toolbox.Parse("mcp:web", new ToolboxOptions()));

        Assert.EndsWith(
            "No MCP server is configured: name them under \"mcpServers\" in heavysim.json.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_Calculator_Calculates()
    {
        await using var toolbox = await Toolbox.OpenAsync("calculator", new ToolboxOptions(), TestContext.Current.CancellationToken);

        var result = await toolbox.Tools[0].InvokeAsync(
            new AIFunctionArguments { ["expression"] = "2/4" }, TestContext.Current.CancellationToken);

        Assert.Equal("1/2 = 0.5", result);
    }

    [Fact]
    public async Task Open_Python_IsOpenedOrRefusedWithTheReason()
    {
        try
        {
            await using var toolbox = await Toolbox.OpenAsync("python", new ToolboxOptions(), TestContext.Current.CancellationToken);

            Assert.Equal(["python"], toolbox.Names);
        }
        catch (HeavySimException refusal)
        {
            Assert.StartsWith(
                "The python tool is refused, as programs cannot be isolated on this machine: ", refusal.Message, StringComparison.Ordinal);
        }
    }
}
