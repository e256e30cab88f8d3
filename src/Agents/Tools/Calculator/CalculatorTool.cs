namespace HeavySim.Agents.Tools;

/// <summary>The calculator as a tool.</summary>
internal sealed class CalculatorTool : AIFunction
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        """{"type":"object","properties":{"expression":{"type":"string","description":"for example: binomial(52, 5) / 2^10 + """
        + """sqrt(2)"}},"required":["expression"]}""").RootElement;

    public override string Name => "calculator";

    public override string Description { get; } =
        "Calculates one arithmetic expression: exactly, as a fraction and its decimal, where that is possible, else in floating point. " +
        "Operators + - * / // (floor) % (remainder) ^ ! and parentheses; angles in radians; log is natural, log(x, base) is not; " +
        $"functions {string.Join(" ", CalculatorFunctions.Names)}; constants pi e tau phi. No variables.";

    public override JsonElement JsonSchema => Schema;

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var (result, error) = Calculator.Evaluate(CompactJson.ToElement(arguments["expression"]).GetString() ?? "");
        return error is null ? ValueTask.FromResult<object?>(result) : throw new ToolFailureException(error);
    }
}
