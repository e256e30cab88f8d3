using System.Reflection;

namespace HeavySim.Cli.Shell;

/// <summary>The manual page, written from the command tree itself, so that it says what <c>--help</c> says and never less.</summary>
internal static class ManualPage
{
    public static string Of(Command root)
    {
        var page = new Roff("heavysim", Version, "HeavySim");
        page.Section("NAME");
        page.Line($"heavysim \\- {Roff.Text(root.Description ?? "")}");
        page.Section("SYNOPSIS");
        foreach (var verb in root.Subcommands.Where(static v => !v.Hidden))
        {
            page.Line(Usage(verb));
            page.Break();
        }

        page.Section("COMMANDS");
        foreach (var verb in root.Subcommands.Where(static v => !v.Hidden))
            Write(page, verb);

        page.Section("EXIT STATUS");
        page.Item(Roff.Bold("0"), "Done.");
        page.Item(Roff.Bold("1"), "Failed; the reason is on standard error.");
        page.Item(Roff.Bold("2"), "Bad usage: an option, a file or a name is wrong.");
        page.Item(Roff.Bold("130"), "Cancelled. What run and sweep recorded is kept; the same command resumes.");
        page.Section("ENVIRONMENT");
        page.Item(Roff.Bold("OPENAI_BASE_URL"), "The endpoint when none is named.");
        page.Item(Roff.Bold("OPENAI_API_KEY"), "Its key. Keys come from the environment only.");
        page.Item(Roff.Bold("AZURE_OPENAI_ENDPOINT"), "The address of azure:<deployment>.");
        page.Item(Roff.Bold("AZURE_OPENAI_API_KEY"), "Its key; without one the identity of the machine is sent.");
        page.Item(Roff.Bold("HEAVYSIM_STORE"), "The file that keeps runs when --store is not given.");
        page.Item(Roff.Bold("HEAVYSIM_LOG"),
            "Logs requests to endpoints: a level (debug; trace with texts), to a file as in debug:calls.log.");
        page.Item(Roff.Bold("HEAVYSIM_MOCK_KEY"), "The key that heavysim mock asks its callers for.");
        page.Section("FILES");
        page.Item(Roff.Italic("heavysim.json"), "Endpoints, roster, prices and modes of your own.");
        page.Item(Roff.Italic("heavysim.db"), "The runs.");
        return page.ToString();
    }

    private static string Version { get; } =
        (Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "")
            .Split('+')[0];

    private static void Write(Roff page, Command verb)
    {
        page.Subsection($"heavysim {verb.Name}");
        page.Line(Usage(verb));
        page.Paragraph(verb.Description ?? "");
        foreach (var argument in verb.Arguments.Where(static a => !a.Hidden))
            page.Item(Roff.Italic(argument.Name), argument.Description ?? "");
        foreach (var option in verb.Options.Where(static o => !o.Hidden))
            page.Item(Term(option), (option.Description ?? "") + Default(option));
    }

    private static string Default(Option option) =>
        option.HasDefaultValue && option.GetDefaultValue() is { } value and not (false or "")
            ? string.Create(CultureInfo.InvariantCulture, $" [default: {value}]")
            : "";

    private static string Usage(Command verb)
    {
        string[] arguments =
        [
            .. verb.Arguments.Where(static a => !a.Hidden)
                .Select(static a => a.Arity.MinimumNumberOfValues == 0 ? $"[{Named(a)}]" : Named(a)),
            .. verb.Options.Any(static o => !o.Hidden) ? (string[])[$"[{Roff.Italic("options")}]"] : [],
        ];
        return string.Join(' ', (string[])[Roff.Bold($"heavysim {verb.Name}"), .. arguments]);
    }

    private static string Named(Argument argument) => Roff.Italic(argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    private static string Term(Option option)
    {
        // The short name first, as in every manual; the slashes of another system are not for those who read one.
        var names = option.Aliases.Append(option.Name).Where(static n => n.StartsWith('-') && n != "-?").Distinct(StringComparer.Ordinal)
            .OrderBy(static n => n.Length);
        var term = string.Join(", ", names.Select(Roff.Bold));
        return option.HelpName is { Length: > 0 } value ? $"{term} {Roff.Italic(value)}" : term;
    }
}
