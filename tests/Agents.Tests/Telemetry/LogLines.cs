using Microsoft.Extensions.Logging;

namespace HeavySim.Agents.Tests;

/// <summary>Keeps what is logged, at every level.</summary>
internal sealed class LogLines(LogLevel least = LogLevel.Trace) : ILoggerFactory, ILogger
{
    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        lock (Lines)
        {
            var fields = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            Lines.Add($"{logLevel} {formatter(state, exception)} {exception} {string.Join(' ', fields)}");
        }
    }

    public void Dispose()
    {
    }
}
