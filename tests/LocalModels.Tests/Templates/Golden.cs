using System.Text.Json;
using HeavySim.LocalModels;

namespace HeavySim.LocalModels.Tests.Templates;

/// <summary>
/// Renderings of Jinja2 3.1.6 itself, with Hugging Face's settings (ImmutableSandboxedEnvironment, trim_blocks, lstrip_blocks, loop
/// controls, generation, tojson, raise_exception, strftime_now). No text means that Jinja2 raised an error.
/// </summary>
internal static class Golden
{
    /// <summary>The date of the goldens: Sunday, 9 March 2025, 14:05:06.</summary>
    public static TimeProvider Time { get; } = new FixedTime();

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Templates");

    public static IEnumerable<JsonElement> Rows(string file) =>
        File.ReadLines(Path.Combine(Folder, file)).Select(static line => JsonDocument.Parse(line).RootElement);

    public static string Family(string name) => File.ReadAllText(Path.Combine(Folder, "Families", name + ".jinja"));

    public static string Render(string template, params TemplateMessage[] messages) =>
        ChatTemplate.Parse(template).Render(messages, "<s>", "</s>", Time);

    private sealed class FixedTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2025, 3, 9, 14, 5, 6, TimeSpan.Zero);
    }
}
