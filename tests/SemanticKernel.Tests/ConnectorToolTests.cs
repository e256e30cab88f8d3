using System.Text.Json;
using HeavySim.Agents.Tools;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;

namespace HeavySim.SemanticKernel.Tests;

/// <summary>Tools of agents over real connectors, some of which would run them behind our back.</summary>
public sealed class ConnectorToolTests
{
    private int _runs;

    [Theory]
    [InlineData("client")]
    [InlineData("service")]
    [InlineData("azure")]
    [InlineData("azure-service")]
    public async Task Call_OfATool_ComesOutWithTypedArguments(string kind)
    {
        using var http = new ScriptedHttp((200, Completions.Call("maths_double", """{"a":21,"exact":true}""")));
        var client = Connectors.Of(kind, http).AsEndpoint().Client;

        var response = await client.GetResponseAsync("?", new ChatOptions { Tools = [.. Tools()] });

        var call = Assert.Single(response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>());
        Assert.Equal("maths_double", call.Name);
        Assert.Equal((21, true), (Element(call, "a").GetInt32(), Element(call, "exact").GetBoolean()));
        Assert.Equal(0, _runs);
        Assert.Single(http.Requests);
        Assert.Contains("\"maths_double\"", http.Requests[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("service")]
    [InlineData("azure")]
    public async Task Loop_OverAConnector_RunsTheToolAndCountsBothTurns(string kind)
    {
        using var http = new ScriptedHttp(
            (200, Completions.Call("maths_double", """{"a":21,"exact":true}""")), (200, Completions.Text("It is 42.")));
        using var client = new ToolLoopChatClient(
            Connectors.Of(kind, http).AsEndpoint().Client, Tools(), new ToolLoopOptions(), new EndpointToolMemory(), TimeProvider.System);

        var response = await client.GetResponseAsync("What is twice 21?");

        Assert.Equal("It is 42.", response.Text);
        Assert.Equal((12L, 5L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
        var record = Assert.Single(ToolTraceContent.Join(response)!.Calls);
        Assert.Equal(("maths_double", "42", 1), (record.Tool, record.Result, _runs));
    }

    [Fact]
    public async Task Call_OfAToolWithAHyphen_HasItsWholeName()
    {
        using var http = new ScriptedHttp((200, Completions.Call("web-search", """{"q":"x"}""")));
        var tool = AIFunctionFactory.Create((string q) => q, "web-search");

        var response = await Connectors.Of("service", http).AsEndpoint().Client.GetResponseAsync("?", new ChatOptions { Tools = [tool] });

        Assert.Equal("web-search", Assert.Single(response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()).Name);
    }

    [Theory]
    [InlineData("integer", "21", JsonValueKind.Number)]
    [InlineData("number", "2.5", JsonValueKind.Number)]
    [InlineData("boolean", "True", JsonValueKind.True)]
    [InlineData("array", "[1]", JsonValueKind.Array)]
    [InlineData("object", """{"a":1}""", JsonValueKind.Object)]
    public void Arguments_OfAnotherKindThanText_AreReadAsIt(string type, string text, JsonValueKind kind)
    {
        var schema = JsonElement.Parse($$$$"""{"type":"object","properties":{"x":{"type":["{{{{type}}}}","null"]}}}""");

        var typed = TypedArguments.Of(new Dictionary<string, object?> { ["x"] = text }, schema)!;

        Assert.Equal(kind, Assert.IsType<JsonElement>(typed["x"]).ValueKind);
    }

    [Theory]
    [InlineData("string", "21")]
    [InlineData("integer", "many")]
    [InlineData("boolean", "1")]
    public void Arguments_ThatAreTextOrCannotBeRead_StayAsTheyAre(string type, string text)
    {
        var schema = JsonElement.Parse($$$$"""{"type":"object","properties":{"x":{"type":"{{{{type}}}}"}}}""");

        Assert.Equal(text, TypedArguments.Of(new Dictionary<string, object?> { ["x"] = text }, schema)!["x"]);
    }

    private static JsonElement Element(FunctionCallContent call, string name) => CompactJson.ToElement(call.Arguments![name]);

    private IReadOnlyList<AIFunction> Tools()
    {
        var kernel = new Kernel();
        kernel.Plugins.AddFromFunctions("maths", [KernelFunctionFactory.CreateFromMethod(
            (int a, bool exact) =>
            {
                _runs++;
                return exact ? a * 2 : 0;
            },
            "double")]);
        return kernel.AsTools();
    }
}
