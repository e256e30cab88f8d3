using System.Text;
using HeavySim.Cli.Tracing;

namespace HeavySim.Cli.Rendering;

/// <summary>
/// Where a command's results (stdout) and progress (stderr) go. Either may be a file or a pipe: then nothing is drawn, only written.
/// </summary>
internal sealed class Terminal
{
    private readonly InvocationConfiguration _streams;

    private Terminal(InvocationConfiguration streams) => _streams = streams;

    /// <summary>Results, as they are.</summary>
    public TextWriter Out => _streams.Output;

    /// <summary>Notices, as they are.</summary>
    public TextWriter Error => _streams.Error;

    /// <summary>Results, drawn.</summary>
    public IAnsiConsole Results => field ??= Create(Out, Out != Console.Out || Console.IsOutputRedirected);

    /// <summary>Progress, drawn.</summary>
    public IAnsiConsole Progress => field ??= Create(Error, !IsWatched);

    /// <summary>True when somebody watches the progress, and nothing else is written there.</summary>
    public bool IsWatched => Error == Console.Error && !Console.IsErrorRedirected && !CallLog.IsOnStandardError;

    /// <summary>A line among the notices, above what is drawn there.</summary>
    public void Say(string line)
    {
        if (IsWatched)
            Progress.Write(new NoticeLine(line));
        else
            Error.WriteLine(line);
    }

    /// <summary>The process's own streams, or those that whoever invoked the command line gave it.</summary>
    public static Terminal Of(ParseResult parsed) => new(parsed.InvocationConfiguration);

    /// <summary>
    /// Text of a model, a file or a server, made safe to print: control characters, which could steer the terminal, and direction overrides
    /// become visible marks; tabs and line breaks stay.
    /// </summary>
    public static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
            safe.Append(c is '\n' or '\t' || !(char.IsControl(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
                ? c
                : '\uFFFD');

        return safe.ToString();
    }

    /// <summary><see cref="Safe"/>, in one line of at most <paramref name="length"/> characters.</summary>
    public static string Line(string text, int length = 60)
    {
        var line = Safe(text).ReplaceLineEndings(" ").Trim();
        return line.Length <= length ? line : line[..(length - 1)] + "…";
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
            console.Profile.Width = 160;

        return console;
    }
}
