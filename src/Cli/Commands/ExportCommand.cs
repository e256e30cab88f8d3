using HeavySim.Records.Samples;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim export run</c>: a run as a file that others, and <c>import</c>, can read.</summary>
internal static class ExportCommand
{
    private static readonly string[] Names = [.. SampleForm.Written.Select(static f => f.Name)];

    public static Command Create()
    {
        var run = new Argument<string?>("run") { Description = "The run. Default: the one begun last.", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format")
        {
            Description = string.Join(". ", SampleForm.Written.Select(static f => $"{f.Name}: {f.Description}")) + ".",
            DefaultValueFactory = static _ => SampleForm.Own.Name,
            HelpName = string.Join('|', Names),
        };
        var output = new Option<string>("--out", "-o")
        {
            Description = "The file, replaced where it exists; gzipped where its name ends in .gz.",
            HelpName = "file",
            Required = true,
        };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var command = new Command("export", "Writes a run's samples as a file; importing it gives the same curve.")
        {
            run, format, output, store, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(format);
            var form = SampleForm.Written.FirstOrDefault(f => f.Name == name)
                ?? throw new UsageException($"--format is {string.Join(", ", Names[..^1])} or {Names[^1]}, not '{name}'.");
            var reader = RunStore.OpenExisting(parsed.GetRequiredValue(store)).Read(parsed.GetValue(run));
            var file = parsed.GetRequiredValue(output);
            await SampleExport.WriteAsync(reader, file, form, cancellationToken);
            var document = new ExportDocument(
                reader.Summary.Name, name, file, reader.Summary.Problems, reader.Summary.Attempts, new FileInfo(file).Length);
            DocumentOutput.Write(Terminal.Of(parsed), document, DocumentJson.Default.ExportDocument, parsed.GetValue(json), Tell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(IAnsiConsole console, ExportDocument written) => console.Profile.Out.Writer.WriteLine(
        $"{written.File}: {Figures.Counted(written.Attempts, "attempt")} at {Figures.Counted(written.Problems, "problem")}"
        + $" of {Terminal.Line(written.Run, 100)}, {Figures.Count(written.Bytes)} bytes");
}
