using Microsoft.Extensions.Logging;

namespace HeavySim.Cli.Tracing;

/// <summary>
/// Requests to endpoints, logged line by line where HEAVYSIM_LOG asks for it: a level, or <c>level:file</c>; to stderr without a file. What
/// steers a terminal is made visible in a file as well: it may be shown on one.
/// </summary>
internal sealed class CallLog : ILoggerProvider
{
    private const string Variable = "HEAVYSIM_LOG";

    private static readonly (string Name, LogLevel Level)[] Levels =
    [
        ("trace", LogLevel.Trace), ("debug", LogLevel.Debug), ("info", LogLevel.Information), ("information", LogLevel.Information),
        ("warn", LogLevel.Warning), ("warning", LogLevel.Warning), ("error", LogLevel.Error), ("none", LogLevel.None),
        ("off", LogLevel.None),
    ];

    private readonly TextWriter _writer;

    private CallLog(TextWriter writer) => _writer = writer;

    /// <summary>True when lines go where progress would be drawn.</summary>
    public static bool IsOnStandardError => Asked is { Length: > 0 } asked && !asked.Contains(':', StringComparison.Ordinal);

    private static string? Asked => Environment.GetEnvironmentVariable(Variable)?.Trim();

    /// <summary>The loggers that the environment asks for, or null for none.</summary>
    /// <exception cref="UsageException">The level is not known, or the file cannot be written.</exception>
    public static ILoggerFactory? OfEnvironment()
    {
        if (Asked is not { Length: > 0 } asked)
            return null;

        var parts = asked.Split(':', 2);
        var level = Array.Find(Levels, l => l.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase));
        if (level.Name is null)
        {
            throw new UsageException(
                $"{Variable} is trace, debug, info, warn, error or none, or one of them with a file as in debug:calls.log; "
                + $"not '{Terminal.Line(asked)}'.");
        }

        if (level.Level == LogLevel.None)
            return null;

        var writer = parts.Length > 1 ? Append(parts[1]) : Console.Error;
        return LoggerFactory.Create(logging => logging.SetMinimumLevel(level.Level).AddProvider(new CallLog(writer)));
    }

    public ILogger CreateLogger(string categoryName) => new Lines(_writer, categoryName);

    /// <summary>Every line is written when it is logged: there is nothing to end, and stderr is not ours to close.</summary>
    public void Dispose()
    {
    }

    private static TextWriter Append(string file)
    {
        try
        {
            // Two commands at once may log into one file.
            var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return TextWriter.Synchronized(new StreamWriter(stream) { AutoFlush = true });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{Variable} names a file that cannot be written: {Terminal.Line(error.Message, 200)}");
        }
    }

    private sealed class Lines(TextWriter writer, string category) : ILogger
    {
        /// <summary>The factory's filter has looked at the level.</summary>
        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var text = Terminal.Safe(formatter(state, exception)).ReplaceLineEndings(" ");
            var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            writer.WriteLine($"{time} {logLevel.ToString().ToLowerInvariant()} {category} {text}");
        }
    }
}
