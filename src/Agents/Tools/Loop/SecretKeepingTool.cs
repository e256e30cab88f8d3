namespace HeavySim.Agents.Tools;

/// <summary>
/// Keeps the secrets that a service is asked with (keys in headers or in its environment) out of what it says: a result goes to the model's
/// endpoint and into the store. Only those of at least 12 characters can be told from words.
/// </summary>
internal sealed class SecretKeepingTool : DelegatingAIFunction
{
    private readonly IReadOnlyList<KeyRedaction> _secrets;

    private SecretKeepingTool(AIFunction tool, IReadOnlyList<KeyRedaction> secrets)
        : base(tool) => _secrets = secrets;

    /// <summary>The tool as it is where there is nothing to keep.</summary>
    public static AIFunction Around(AIFunction tool, IEnumerable<string> secrets)
    {
        IReadOnlyList<KeyRedaction> kept = [.. secrets.Select(KeyRedaction.Of).OfType<KeyRedaction>()];
        return kept.Count == 0 ? tool : new SecretKeepingTool(tool, kept);
    }

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        string failure;
        try
        {
            var result = await base.InvokeCoreAsync(arguments, cancellationToken);
            return Without(ToolResultText.Of(result));
        }
        catch (Exception error) when (error is not OperationCanceledException && Without(error.Message) != error.Message)
        {
            failure = Without(error.Message);
        }

        // Without the error that holds it.
        throw new ToolFailureException(failure);
    }

    private string Without(string text) => _secrets.Aggregate(text, static (left, secret) => secret.Without(left));
}
