using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace HeavySim.Agents;

/// <summary>
/// Passes on what is logged as one finished text without keys, whatever a question, an answer or an exception holds. Exceptions become
/// their types and messages: what came with them cannot be looked through.
/// </summary>
internal sealed class KeylessLogger(ILogger inner, string? apiKey, TimeProvider? simulated) : ILogger
{
    private readonly long _began = simulated?.GetTimestamp() ?? 0;

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    /// <summary>A scope's state would pass us by.</summary>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;

        var text = formatter(state, null);
        for (var error = exception; error is not null; error = error.InnerException)
            text += $"{(error == exception ? "" : " <-")} {error.GetType().Name}: {error.Message}";
        text = WithoutKeys(text);
        if (simulated is not null)
        {
            var seconds = simulated.GetElapsedTime(_began).TotalSeconds;
            text = string.Create(CultureInfo.InvariantCulture, $"[{seconds:0.000} s simulated] {text}");
        }

        inner.Log(logLevel, eventId, text, exception: null, static (finished, _) => finished);
    }

    private string WithoutKeys(string text)
    {
        try
        {
            return SafeText.WithoutKey(text, apiKey);
        }
        catch (RegexMatchTimeoutException)
        {
            return $"[{text.Length} characters, too long to be searched for keys]";
        }
    }
}
