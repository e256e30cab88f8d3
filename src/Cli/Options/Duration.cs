namespace HeavySim.Cli.Options;

/// <summary>A time as people write it: 90, 90s, 10m, 2h.</summary>
internal static class Duration
{
    /// <summary>Reads it, in seconds.</summary>
    /// <param name="option">The option, for the message.</param>
    /// <param name="text">What was written.</param>
    /// <exception cref="UsageException">It is no time.</exception>
    public static double Seconds(string option, string text)
    {
        var factor = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 };
        var number = factor == 0 ? text : text[..^1];
        return WrittenNumber.TryReal(number, out var value) && value >= 0
            ? value * Math.Max(factor, 1)
            : throw new UsageException($"{option} is a time such as 90, 90s, 10m or 2h, not '{Terminal.Line(text, 40)}'.");
    }
}
