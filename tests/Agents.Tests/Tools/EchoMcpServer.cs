using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>A small MCP server over standard input and output, with tools that behave and tools that do not.</summary>
internal static class EchoMcpServer
{
    public const string Argument = "--mcp-echo-server";

    public static async Task RunAsync()
    {
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "echo", Version = "1" },
            ToolCollection =
            [
                Tool("echo", [Description("Says it again.")] (string text) => text),
                Tool("variable", [Description("Reads an environment variable.")] (string name) => Environment.GetEnvironmentVariable(name)
                    ?? "(unset)"),
                Tool("crash", [Description("Ends the server in the middle of the call.")] string () =>
                {
                    Console.Error.WriteLine("the roof fell in");
                    Environment.Exit(7);
                    return "";
                }),
                Tool("hang", [Description("Never answers.")] async (CancellationToken token) =>
                {
                    await Task.Delay(Timeout.Infinite, token);
                    return "";
                }),
                Tool("refuse", [Description("Answers with an error.")] () =>
                    new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = "not today" }] }),
            ],
        };
        await using var transport = new StdioServerTransport(options);
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync();
    }

    private static McpServerTool Tool(string name, Delegate body) =>
        McpServerTool.Create(body, new McpServerToolCreateOptions { Name = name });
}
