using HeavySim.Agents;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel.Tests;

public sealed class HeavyInKernelTests
{
    [Fact]
    public async Task Kernel_WithASolveAsItsModel_Answers()
    {
        var solver = new ScriptedSolver("42");
        var kernel = WithSolver(solver);

        var result = await kernel.InvokePromptAsync("What is 6 x 7?");

        Assert.Equal("Answer: 42", result.ToString());
        Assert.Equal("What is 6 x 7?", solver.Problem!.Question);
    }

    [Fact]
    public async Task FrameworkAgent_WithASolveAsItsModel_Answers()
    {
        var agent = new ChatClientAgent(new SolverChatClient(new ScriptedSolver("42")), instructions: "Be exact.");

        var response = await agent.RunAsync("What is 6 x 7?");

        Assert.Equal("Answer: 42", response.Text);
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData(16, 16)]
    public async Task Plugin_Invoked_SolvesWithSoManyAgents(int? asked, int expected)
    {
        var sizes = new List<int>();
        var kernel = new Kernel();
        kernel.Plugins.Add(HeavySolvePlugin.Create(n => { sizes.Add(n); return new ScriptedSolver("42"); }, defaultAgents: 5));
        var arguments = new KernelArguments { ["question"] = "What is 6 x 7?" };
        if (asked is not null)
            arguments["agents"] = asked;

        var result = await kernel.InvokeAsync("heavysim", "solve", arguments);

        Assert.Equal("Answer: 42", result.GetValue<string>());
        Assert.Equal([expected], sizes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public async Task Plugin_AgentsOutOfRange_IsRefused(int agents)
    {
        var kernel = new Kernel();
        kernel.Plugins.Add(HeavySolvePlugin.Create(_ => new ScriptedSolver("42")));

        await Assert.ThrowsAnyAsync<ArgumentOutOfRangeException>(() =>
            kernel.InvokeAsync("heavysim", "solve", new KernelArguments { ["question"] = "?", ["agents"] = agents }));
    }

    [Fact]
    public void Plugin_AsATool_HasItsTwoParameters()
    {
        var kernel = new Kernel();
        kernel.Plugins.Add(HeavySolvePlugin.Create(_ => new ScriptedSolver("42")));

        var tool = Assert.Single(kernel.AsTools());

        Assert.Equal("heavysim_solve", tool.Name);
        Assert.Equal(["question", "agents"], tool.JsonSchema.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["question"], tool.JsonSchema.GetProperty("required").EnumerateArray().Select(p => p.GetString()));
    }

    private static Kernel WithSolver(ScriptedSolver solver)
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatClient>(new SolverChatClient(solver));
        return builder.Build();
    }
}
