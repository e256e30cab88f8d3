using System.ComponentModel;
using Microsoft.SemanticKernel;
using FunctionInvocationContext = Microsoft.SemanticKernel.FunctionInvocationContext;

namespace HeavySim.SemanticKernel.Tests.Plugins;

/// <summary>A plugin as somebody would write it; this assembly is what the tests load.</summary>
public sealed class MathsPlugin
{
    [KernelFunction("double")]
    [Description("Doubles a number.")]
    public int Twice([Description("The number.")] int a) => a * 2;

    [KernelFunction("slow")]
    public async Task<int> SlowAsync(int a)
    {
        await Task.Delay(1 + (a % 3)).ConfigureAwait(false);
        return a * 3;
    }

    [KernelFunction("broken")]
    public int Broken() => throw new InvalidOperationException("it is broken");
}

/// <summary>Lets nothing through that doubles 13.</summary>
public sealed class Superstition : IFunctionInvocationFilter
{
    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        if (context.Arguments.TryGetValue("a", out var a) && a?.ToString() == "13")
            throw new KernelException("13 is not doubled here");

        await next(context);
    }
}

/// <summary>Answers in the function's place.</summary>
public sealed class Cache : IFunctionInvocationFilter
{
    public Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        context.Result = new FunctionResult(context.Result, 99);
        return Task.CompletedTask;
    }
}
