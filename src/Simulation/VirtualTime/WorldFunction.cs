namespace HeavySim.Simulation;

/// <summary>A tool of ours as foreign code sees it: each call enters the virtual world again.</summary>
internal sealed class WorldFunction(AIFunction ours) : DelegatingAIFunction(ours)
{
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        new(Airlock.InAsync(() => InnerFunction.InvokeAsync(arguments, cancellationToken).AsTask()));
}
