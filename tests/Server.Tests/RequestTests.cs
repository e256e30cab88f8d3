using System.Net;
using Microsoft.Extensions.AI;

namespace HeavySim.Server.Tests;

public sealed class RequestTests
{
    [Fact]
    public async Task EveryParameter_IsUnderstoodAndTheUnknownIgnored()
    {
        var client = ScriptedChatClient.Hello();
        await using var server = await Loopback.ServeAsync(client);

        var response = await server.CompleteAsync(Loopback.Ask(
            """
            "temperature":0.7,"top_p":1,"top_k":40,"presence_penalty":0,"frequency_penalty":0.5,"seed":7,"max_completion_tokens":100,"n":1,
            "stop":["END","STOP"],"response_format":{"type":"json_object"},"tool_choice":"none","parallel_tool_calls":false,
            "user":"me","metadata":{"a":1},"store":true,"service_tier":"auto","logit_bias":{},"something_new":[1,{"x":null}]
            """));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var options = client.Options;
        Assert.Equal("sim", options.ModelId);
        Assert.Equal((0.7f, 1f, 40), (options.Temperature, options.TopP, options.TopK));
        Assert.Equal((0f, 0.5f), (options.PresencePenalty, options.FrequencyPenalty));
        Assert.Equal((7L, 100), (options.Seed, options.MaxOutputTokens));
        Assert.Equal(["END", "STOP"], options.StopSequences!);
        Assert.Same(ChatResponseFormat.Json, options.ResponseFormat);
        Assert.Equal(ChatToolMode.None, options.ToolMode);
        Assert.False(options.AllowMultipleToolCalls);
    }

    [Fact]
    public async Task LibreChatDefaults_AreUnderstood()
    {
        var client = ScriptedChatClient.Hello();
        await using var server = await Loopback.ServeAsync(client);

        var response = await server.CompleteAsync(
            """{"model":"sim","temperature":1,"top_p":1,"presence_penalty":0,"frequency_penalty":0,"user":"u","stream":true,"stop":"X","max_tokens":-1,"messages":[{"role":"user","content":"?"}]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(client.Options.MaxOutputTokens);
        Assert.Equal(["X"], client.Options.StopSequences!);
    }

    [Fact]
    public async Task Messages_OfEveryRoleAndForm_AreUnderstood()
    {
        var client = ScriptedChatClient.Hello();
        await using var server = await Loopback.ServeAsync(client);

        var response = await server.CompleteAsync(
            """
            {"model":"sim","messages":[
              {"role":"developer","content":"Be brief."},
              {"role":"user","name":"ann","content":[{"type":"text","text":"What is "},{"type":"text","text":"this?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
              {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{\"x\":1}"}}]},
              {"role":"tool","tool_call_id":"c1","content":"a cat"},
              {"role":"user","content":"Sure?"}]}
            """);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var messages = client.Messages;
        Assert.Equal([ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.Tool, ChatRole.User], messages.Select(m => m.Role));
        Assert.Equal(("ann", "What is this?"), (messages[1].AuthorName, messages[1].Text));
        Assert.Equal("image/png", Assert.Single(messages[1].Contents.OfType<DataContent>()).MediaType);
        var call = Assert.IsType<FunctionCallContent>(Assert.Single(messages[2].Contents));
        Assert.Equal(("c1", "look", "1"), (call.CallId, call.Name, call.Arguments!["x"]!.ToString()));
        var result = Assert.IsType<FunctionResultContent>(Assert.Single(messages[3].Contents));
        Assert.Equal(("c1", "a cat"), (result.CallId, result.Result));
    }

    [Theory]
    [InlineData("{\"model\":", null, "not a JSON object")]
    [InlineData("", null, "not a JSON object")]
    [InlineData("null", null, "null")]
    [InlineData("[1]", null, "not a JSON object")]
    [InlineData("""{"model":"sim"}""", "messages", "at least one")]
    [InlineData("""{"model":"sim","messages":[]}""", "messages", "at least one")]
    [InlineData("""{"model":"sim","messages":"hi"}""", "messages", "wrong type")]
    [InlineData("""{"model":"sim","messages":[null]}""", "messages[0]", "null")]
    [InlineData("""{"model":"sim","messages":[{"role":"robot","content":"hi"}]}""", "messages[0].role", "robot")]
    [InlineData("""{"model":"sim","messages":[{"content":"hi"}]}""", "messages[0].role", "must be")]
    [InlineData("""{"model":"sim","messages":[{"role":"user","content":5}]}""", "messages[0].content", "string")]
    [InlineData(
        """{"model":"sim","messages":[{"role":"user","content":[{"type":"input_audio"}]}]}""", "messages[0].content[0]", "input_audio")]
    [InlineData("""{"model":"sim","n":2,"messages":[{"role":"user","content":"hi"}]}""", "n", "one request for each sample")]
    [InlineData("""{"model":"sim","max_tokens":"x","messages":[{"role":"user","content":"hi"}]}""", "max_tokens", "wrong type")]
    [InlineData("""{"model":"sim","max_tokens":0,"messages":[{"role":"user","content":"hi"}]}""", "max_tokens", "at least 1")]
    [InlineData("""{"model":"sim","stop":[1],"messages":[{"role":"user","content":"hi"}]}""", "stop", "array of strings")]
    [InlineData("""{"model":"sim","tool_choice":"maybe","messages":[{"role":"user","content":"hi"}]}""", "tool_choice", "auto")]
    [InlineData(
        """{"model":"sim","response_format":{"type":"xml"},"messages":[{"role":"user","content":"hi"}]}""", "response_format", "xml")]
    public async Task WrongRequest_IsA400ThatNamesTheParameter(string body, string? param, string says)
    {
        var client = ScriptedChatClient.Hello();
        await using var server = await Loopback.ServeAsync(client);

        var response = await server.CompleteAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await Loopback.JsonAsync(response)).GetProperty("error");
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Contains(says, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, client.Calls);
    }

    [Fact]
    public async Task UnknownModel_IsA404ThatListsTheKnownOnes()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello());

        var response = await server.CompleteAsync("""{"model":"gpt-9","messages":[{"role":"user","content":"hi"}]}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(
            """{"error":{"message":"The model 'gpt-9' does not exist. Served here: sim.","type":"invalid_request_error","param":"model","code":"model_not_found"}}""",
            await Loopback.TextAsync(response));
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}]}""", false, "first")]
    [InlineData("""{"model":"second","messages":[{"role":"user","content":"hi"}]}""", false, "second")]
    [InlineData("""{"model":"gpt-9","messages":[{"role":"user","content":"hi"}]}""", true, "first")]
    public async Task Model_ByNameOrNone_FindsItsClient(string body, bool acceptsAny, string expected)
    {
        ServedModel[] models = [new("first", ScriptedChatClient.Hello()), new("second", ScriptedChatClient.Hello())];
        await using var server = await Loopback.ServeAsync(models, new ChatEndpointOptions { AcceptsAnyModelName = acceptsAny });

        var response = await server.CompleteAsync(body);

        Assert.Equal(expected, (await Loopback.JsonAsync(response)).GetProperty("model").GetString());
        Assert.Equal(1, models.Select(m => (ScriptedChatClient)m.Client).Sum(c => c.Calls));
    }

    [Fact]
    public async Task Body_TooLarge_IsA413()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello(), new ChatEndpointOptions { MaximumBodyBytes = 1000 });

        var response = await server.CompleteAsync(Loopback.Ask("\"user\":\"" + new string('x', 2000) + "\""));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request_too_large", (await Loopback.JsonAsync(response)).GetProperty("error").GetProperty("code").GetString());
    }
}
