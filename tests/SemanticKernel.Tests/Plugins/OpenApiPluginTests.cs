using HeavySim.Core;
using Microsoft.Extensions.AI;

namespace HeavySim.SemanticKernel.Tests.Plugins;

public sealed class OpenApiPluginTests : IDisposable
{
    private const string Document = """
        {"openapi":"3.0.3","info":{"title":"Rates","version":"1"},"servers":[{"url":"https://api.example.com/v1"}],
        "paths":{"/rates/{base}":{
          "get":{"operationId":"getRate","summary":"A rate.","parameters":[
            {"name":"base","in":"path","required":true,"schema":{"$ref":"#/components/schemas/Currency"}},
            {"name":"days","in":"query","schema":{"type":"integer"}},
            {"name":"X-Source","in":"header","schema":{"type":"string"}}],"responses":{"200":{"description":"ok"}}},
          "put":{"parameters":[{"name":"base","in":"path","required":true,"schema":{"type":"string"}}],
            "requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","properties":{"rate":{"type":"number"}}}}}},
            "responses":{"200":{"description":"ok"}}}}},
        "components":{"schemas":{"Currency":{"type":"string","enum":["EUR","USD"]}}}}
        """;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tools_OfADocument_AreItsOperations()
    {
        using var http = new ScriptedHttp((200, """{"rate":1.1}"""));

        var tools = await OpenAsync(Document, http);

        Assert.Equal(["rates_getRate", "rates_put_rates_base"], tools.Select(static t => t.Name));
        Assert.Equal("A rate.", tools[0].Description);
        Assert.Equal(["base", "days", "X-Source"], tools[0].JsonSchema.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["base"], tools[0].JsonSchema.GetProperty("required").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(2, tools[0].JsonSchema.GetProperty("properties").GetProperty("base").GetProperty("enum").GetArrayLength());
    }

    [Fact]
    public async Task Call_OfAnOperation_PutsArgumentsInTheirPlaces()
    {
        using var http = new ScriptedHttp((200, """{"rate":1.1}"""));
        var tools = await OpenAsync(Document, http);

        var said = await tools[0].InvokeAsync(new() { ["base"] = "EUR/x", ["days"] = 3, ["X-Source"] = "ecb" });
        await tools[1].InvokeAsync(new() { ["base"] = "EUR", ["body"] = new Dictionary<string, object?> { ["rate"] = 2.5 } });

        Assert.Equal("""{"rate":1.1}""", said!.ToString());
        Assert.Equal("https://api.example.com/v1/rates/EUR%2Fx?days=3", http.Addresses[0].AbsoluteUri);
        Assert.Equal(["ecb"], http.Headers[0].GetValues("X-Source"));
        Assert.Equal(["Bearer 1"], http.Headers[0].GetValues("Authorization"));
        Assert.Equal("""{"rate":2.5}""", http.Requests[1]);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task Call_ThatWouldLeaveItsOperation_IsNotMade(string way)
    {
        using var http = new ScriptedHttp((200, "{}"));
        var tools = await OpenAsync(Document, http);

        await Assert.ThrowsAnyAsync<Exception>(async () => await tools[1].InvokeAsync(new() { ["base"] = way, ["body"] = "{}" }));

        Assert.Empty(http.Requests);
    }

    [Fact]
    public async Task Call_Refused_TellsTheModel()
    {
        using var http = new ScriptedHttp((404, "no such currency"));
        var tools = await OpenAsync(Document, http);

        var error = await Assert.ThrowsAnyAsync<Exception>(async () => await tools[0].InvokeAsync(new() { ["base"] = "ZWL" }));

        Assert.Contains("404: no such currency", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_InYaml_IsReadToo()
    {
        using var http = new ScriptedHttp((200, "pong"));

        var tools = await OpenAsync(
            "openapi: 3.0.3\ninfo: { title: t, version: '1' }\nservers: [{ url: 'https://a.example' }]\n"
            + "paths:\n  /ping:\n    get:\n      operationId: ping\n      responses: { '200': { description: ok } }\n",
            http);

        Assert.Equal("pong", (await Assert.Single(tools).InvokeAsync(new AIFunctionArguments()))!.ToString());
    }

    [Theory]
    [InlineData("not at all", "cannot be had")]
    [InlineData("""{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{}}""", "needs a 'baseUrl'")]
    [InlineData(
        """{"openapi":"3.0.3","info":{"title":"t","version":"1"},"servers":[{"url":"https://a.example"}],"paths":{}}""", "no operations")]
    public async Task Document_ThatCannotBeUsed_SaysWhy(string text, string fault)
    {
        using var http = new ScriptedHttp((200, ""));

        var error = await Assert.ThrowsAsync<HeavySimException>(() => OpenAsync(text, http));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<AIFunction>> OpenAsync(string document, HttpMessageHandler http)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = "Bearer 1" };
        var options = new PluginOptions.OpenApi(_folder.Write("rates.json", document), null, headers) { Name = "rates" };
        return PluginTools.ToolsOf(await OpenApiPlugin.ReadAsync(options, http, CancellationToken.None), [new FunctionAudit()]);
    }
}
