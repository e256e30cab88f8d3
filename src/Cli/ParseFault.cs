using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace HeavySim.Cli;

/// <summary>What is wrong with a command line that cannot be read: one line, with the name that was probably meant.</summary>
internal static class ParseFault
{
    /// <summary>The first fault, since those that follow it are often its doing; null when there is none.</summary>
    public static string? Of(ParseResult parsed)
    {
        var isRefused = parsed.Action is ParseErrorAction;
        // Help and suggestions are about unfinished lines.
        if (!isRefused && parsed.Action != parsed.CommandResult.Command.Action)
            return null;

        var options = Names(parsed.CommandResult);
        return parsed.UnmatchedTokens.Concat(Taken(parsed)).FirstOrDefault(IsOption) is { } option ? Unknown("option", option, options)
            : parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(HasTakenAnother) is { } hungry ? Of(hungry)
            : parsed.UnmatchedTokens is [var unknown, ..] ? Surplus(parsed.CommandResult.Command, unknown)
            : isRefused ? Of(parsed.Errors[0])
            : null;

        bool HasTakenAnother(OptionResult option) => option.Tokens.Any(token => options.Contains(token.Value, StringComparer.Ordinal));
    }

    /// <summary>What the verb's arguments took; before a "--" an option that is not known is not meant to be a text.</summary>
    private static IEnumerable<string> Taken(ParseResult parsed) => parsed.Tokens.Any(static token => token.Type == TokenType.DoubleDash)
        ? []
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static a => a.Tokens).Select(static token => token.Value);

    private static string Surplus(Command command, string unknown) => command.Subcommands is { Count: > 0 } verbs
        ? Unknown("command", unknown, [.. verbs.Select(static v => v.Name)])
        : $"'{unknown}' is one argument too many; a text with spaces needs quotation marks.";

    private static string Of(OptionResult hungry) => $"{hungry.IdentifierToken?.Value ?? hungry.Option.Name} needs a value.";

    private static string Of(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens: [] } hungry => Of(hungry),
        // Numbers say themselves what they take.
        OptionResult { Tokens: [var value], Option: var option } when option.ValueType == typeof(bool) =>
            $"{option.Name} takes true or false, not '{value.Value}'.",
        _ => error.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal),
    };

    private static string Unknown(string kind, string name, IReadOnlyList<string> known) =>
        $"There is no {kind} '{name}'.{NearestName.Hint(name, known)}";

    private static bool IsOption(string token) =>
        token.Length > 2 && token.StartsWith("--", StringComparison.Ordinal) && !token.Any(char.IsWhiteSpace);

    /// <summary>The options of the verb, and those that every verb has.</summary>
    private static IReadOnlyList<string> Names(CommandResult given) =>
    [
        .. given.Command.Options.Concat(given.Parent is CommandResult { Command: var root } ? root.Options : [])
            .SelectMany(static option => option.Aliases.Prepend(option.Name)),
    ];
}
