using System.ComponentModel;
using System.Text.Json;
using HeavySim.Agents.Tools;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;
using FunctionResultContent = Microsoft.Extensions.AI.FunctionResultContent;
using TextContent = Microsoft.Extensions.AI.TextContent;

namespace HeavySim.SemanticKernel.Tests;

public sealed class KernelToolTests
{
    [Fact]
    public void Schema_OfAFunction_HasNoConditionAtItsRoot()
    {
        var kernel = WithPlugin();
        var asKernelHasIt = kernel.Plugins["maths"].AsAIFunctions(kernel).Single();

        var tool = Assert.Single(kernel.Plugins["maths"].AsTools(kernel));

        Assert.True(asKernelHasIt.JsonSchema.TryGetProperty("condition", out _));
        Assert.False(tool.JsonSchema.TryGetProperty("condition", out _));
        Assert.True(tool.JsonSchema.GetProperty("properties").TryGetProperty("condition", out _));
        Assert.Equal("object", tool.JsonSchema.GetProperty("type").GetString());
        Assert.Equal(["a", "condition"], tool.JsonSchema.GetProperty("required").EnumerateArray().Select(n => n.GetString()));
    }

    [Fact]
    public void Tools_OfAKernel_AreNamedPluginAndFunction()
    {
        var kernel = WithPlugin();

        var tool = Assert.Single(kernel.AsTools());

        Assert.Equal(("maths_double", "Doubles a number."), (tool.Name, tool.Description));
    }

    [Fact]
    public async Task Tool_CalledByAnAgentsModel_RunsInTheKernel()
    {
        var model = new CallingChatClient();
        using var client = new ToolLoopChatClient(model, WithPlugin()
            .AsTools(), new ToolLoopOptions(), new EndpointToolMemory(), TimeProvider.System);

        var response = await client.GetResponseAsync("What is twice 21?");

        Assert.Contains("42", response.Text, StringComparison.Ordinal);
    }

    private static Kernel WithPlugin()
    {
        var kernel = new Kernel();
        kernel.Plugins.AddFromFunctions("maths", [KernelFunctionFactory.CreateFromMethod(
            ([Description("The number.")] int a, [Description("When.")] string condition) => a * 2, "double", "Doubles a number.")]);
        return kernel;
    }

    /// <summary>Calls maths_double(21), then says what came of it.</summary>
    private sealed class CallingChatClient : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var result = messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().LastOrDefault();
            AIContent content = result is null
                ? new FunctionCallContent(
                    "c1", "maths_double",
                    new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = JsonElement.Parse("21"), ["condition"] = "now" })
                : new TextContent($"It is {result.Result}.");
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [content])));
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
                yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
