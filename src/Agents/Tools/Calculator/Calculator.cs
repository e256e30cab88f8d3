namespace HeavySim.Agents.Tools;

/// <summary>
/// Calculates an arithmetic expression: with fractions of any size as far as the operations allow, with doubles beyond that. It runs
/// no code, takes time linear in the text, and never throws: what cannot be calculated is said in words.
/// </summary>
internal static class Calculator
{
    /// <summary>Longest expression, in characters.</summary>
    public const int MaximumLength = 4_000;

    /// <summary>The result as text, or what is wrong with the expression; exactly one of the two.</summary>
    public static (string? Result, string? Error) Evaluate(string expression)
    {
        if (expression.Length > MaximumLength)
            return (null, $"the expression has {expression.Length:N0} characters, and {MaximumLength:N0} are the most");

        try
        {
            return (NumberText.Of(new CalculatorParser(expression).Parse()), null);
        }
        catch (CalculationException error)
        {
            return (null, error.Message);
        }
    }
}
