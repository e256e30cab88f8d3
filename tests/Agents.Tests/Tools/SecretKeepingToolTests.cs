using System.Text.Json;
using HeavySim.Agents.Tools;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests.Tools;

public sealed class SecretKeepingToolTests
{
    private const string Secret = "rates-secret-0123456789";

    [Fact]
    public async Task Invoke_ServiceThatSaysItsKey_IsGivenWithoutIt()
    {
        var tool = SecretKeepingTool.Around(AIFunctionFactory.Create(() => new { rate = 42, auth = $"Bearer {Secret}" }, "rate"), [Secret]);

        var result = await tool.InvokeAsync(new(), TestContext.Current.CancellationToken);

        Assert.Equal("Bearer [key]", JsonElement.Parse((string)result!).GetProperty("auth").GetString());
        Assert.Equal("rate", tool.Name);
    }

    [Fact]
    public async Task Invoke_FailureThatSaysTheKey_IsGivenWithoutIt()
    {
        var tool = SecretKeepingTool.Around(
            AIFunctionFactory.Create(string () => throw new InvalidOperationException($"refused: {Secret}"), "rate"), [Secret]);

        var error = await Assert.ThrowsAsync<ToolFailureException>(
            async () => await tool.InvokeAsync(new(), TestContext.Current.CancellationToken));

        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("refused: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Around_NothingToKeep_IsTheToolItself()
    {
        var tool = AIFunctionFactory.Create(() => 1, "one");

        Assert.Same(tool, SecretKeepingTool.Around(tool, ["short", ""]));
    }

    [Fact]
    public void Secrets_OfAnMcpServer_AreItsKeysOnly()
    {
        var http = new McpServerOptions.Http(
            new Uri("https://a.example"),
            new Dictionary<string, string> { ["Authorization"] = $"Bearer {Secret}", ["X-Title"] = "a title of a page" }) { Name = "h" };
        var process = new McpServerOptions.Process(
            "server", [], new Dictionary<string, string> { ["GITHUB_TOKEN"] = Secret, ["HOME"] = "/home/somebody" }, null) { Name = "p" };

        Assert.Contains(Secret, http.Secrets);
        Assert.DoesNotContain("a title of a page", http.Secrets);
        Assert.Equal([Secret], process.Secrets);
    }
}
