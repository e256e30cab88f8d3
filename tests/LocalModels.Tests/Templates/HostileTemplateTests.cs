using HeavySim.LocalModels;

namespace HeavySim.LocalModels.Tests.Templates;

public sealed class HostileTemplateTests
{
    private const string Signs = "{}[]()%#-+*/|.,:'\"\\ \n~=<>";

    private static readonly TemplateMessage[] Conversation = [new("system", "S"), new("user", "Hi"), new("assistant", "Yo")];

    [Theory]
    [InlineData("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}", "takes more than 1000000 steps")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "nested more than 1000 deep")]
    [InlineData(
        "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}", "more than 4000000 characters")]
    [InlineData("{% for i in range(1000) %}{{ 'x' * 100000 }}{% endfor %}", "more than 4000000 characters")]
    [InlineData("{{ ('a' * 40000) | replace('a', 'b' * 4000000) }}", "more than 4000000 characters")]
    [InlineData("{{ (['x' * 4000000] * 1000000) | join }}", "more than 4000000 characters")]
    [InlineData("{% set n = namespace(l=[1]) %}{% for i in range(99) %}{% set n.l = n.l + n.l %}{% endfor %}", "more than 1000000 items")]
    [InlineData("{{ range(1000000000) }}", "a range has more than 100000 numbers")]
    [InlineData("{{ 10 ** 1000000 }}", "a whole number is too large")]
    [InlineData("{{ [[1]] | tojson(indent=1000000000) }}", "more than 4000000 characters")]
    [InlineData(
        "{% set n = namespace(x=[]) %}{% for i in range(200) %}{% set n.x = [n.x] %}{% endfor %}{{ n.x }}", "nested more than 100 deep")]
    [InlineData(
        "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(90) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y, n.y] %}{% endfor %}"
        + "{{ n.x == n.y }}",
        "takes more than 1000000 steps")]
    [InlineData("{{ ('a' * 1000000 ~ 'b' ~ 'a' * 1000000) in ('a' * 4000000) }}", "takes more than 1000000 steps")]
    [InlineData("{% set l = ['x' * 2000000] * 100000 %}{{ l | sort | length }}", "takes more than 1000000 steps")]
    public void Render_OfATemplateThatDoesTooMuch_Stops(string template, string words)
    {
        var error = Assert.Throws<HeavySimException>(() => Golden.Render(template, Conversation));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ ", "(", "1", ")")]
    [InlineData("{{ ", "[", "1", "]")]
    [InlineData("{{ ", "not ", "1", "")]
    [InlineData("{{ ", "-", "1", "")]
    [InlineData("", "{% if 1 %}", "", "{% endif %}")]
    [InlineData("{{ 1", " if 1 else 2", "", "")]
    [InlineData("{{ x", "[x", "", "]")]
    public void Parse_OfATemplateThatIsNestedDeep_Stops(string begin, string open, string inside, string close)
    {
        var template = begin + Many(open) + inside + Many(close) + (begin.Length > 0 ? " }}" : "");

        var error = Assert.Throws<HeavySimException>(() => ChatTemplate.Parse(template));

        Assert.Contains("nested more than 100 deep", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ x", ".a", " }}")]
    [InlineData("{{ 1", " + 1", " }}")]
    [InlineData("{{ 'a'", " | trim", " }}")]
    [InlineData("{{ x", "()", " }}")]
    public void Render_OfALongChain_Stops(string begin, string part, string end)
    {
        var template = begin + Many(part) + end;

        var error = Assert.Throws<HeavySimException>(() => Golden.Render(template, Conversation));

        Assert.Contains("nested more than 1000 deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfAnOverlongTemplate_Stops() =>
        Assert.Throws<HeavySimException>(static () => ChatTemplate.Parse(new string('x', 1_000_001)));

    /// <summary>Parts of templates cut out, doubled, exchanged and broken: whatever comes, the user is told.</summary>
    [Fact]
    public void Render_OfRandomlyBrokenTemplates_GivesATextOrAnErrorForTheUser()
    {
        var random = new Random(20250309);
        string[] sources =
        [
            .. Golden.Rows("constructs.jsonl").Select(static row => row.GetProperty("template").GetString()!),
            .. Directory.GetFiles(Path.Combine(Golden.Folder, "Families")).Select(File.ReadAllText),
        ];
        var texts = 0;
        var errors = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var template = Broken(sources[random.Next(sources.Length)], sources[random.Next(sources.Length)], random);
            try
            {
                _ = Golden.Render(template, Conversation);
                texts++;
            }
            catch (HeavySimException)
            {
                errors++;
            }
        }

        Assert.True(texts > 400 && errors > 400, $"{texts} texts, {errors} errors");
    }

    private static string Many(string part) => string.Concat(Enumerable.Repeat(part, 20_000));

    private static string Broken(string source, string other, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(source.Length + 1);
            var length = random.Next(Math.Min(12, source.Length - at + 1));
            var from = random.Next(other.Length + 1);
            var piece = random.Next(4) switch
            {
                0 => "",
                1 => ((char)random.Next(1, 0x3000)).ToString(),
                2 => Signs[random.Next(Signs.Length)].ToString(),
                _ => other.Substring(from, random.Next(Math.Min(20, other.Length - from + 1))),
            };
            source = source[..at] + piece + source[(at + length)..];
        }

        return source;
    }
}
