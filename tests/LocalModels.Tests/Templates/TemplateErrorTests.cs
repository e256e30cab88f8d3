using HeavySim.LocalModels;

namespace HeavySim.LocalModels.Tests.Templates;

public sealed class TemplateErrorTests
{
    private static readonly TemplateMessage[] Question = [new("user", "Hi")];

    [Theory]
    [InlineData("a\nb\n{{ x | foo }}", "uses the filter 'foo' (line 3), which HeavySim does not know")]
    [InlineData("{{ x is\nbar }}", "uses the test 'bar' (line 1), which HeavySim does not know")]
    [InlineData("\n{% include 'x' %}", "uses the statement 'include' (line 2), which HeavySim does not know")]
    [InlineData("{{ f(**x) }}", "uses arguments spread with '**' (line 1), which HeavySim does not know")]
    [InlineData("{{ 1 +\n }}", "cannot be read (line 2): expected an expression in place of '}}'")]
    [InlineData("{% if x %}\n", "cannot be read (line 1): expected 'endif' in place of the end of the template")]
    public void Parse_OfWhatIsNotKnown_NamesItAndItsLine(string template, string words)
    {
        var error = Assert.Throws<HeavySimException>(() => ChatTemplate.Parse(template));

        Assert.Equal($"the chat template {words}: give a template with --template", error.Message);
    }

    [Theory]
    [InlineData("\n{{ 'a'.foo() }}", "uses the method 'foo' of 'str' (line 2), which HeavySim does not know")]
    [InlineData("{% if true %}\n{{ 1 | foo }}{% endif %}", "uses the filter 'foo' (line 2), which HeavySim does not know")]
    [InlineData("{{ 'a'\n | trim(x=1) }}", "uses the argument 'x' of 'trim' (line 2), which HeavySim does not know")]
    [InlineData("{{ [1] | map('foo') | list }}", "uses the filter 'foo' (line 1), which HeavySim does not know")]
    [InlineData("{{ loop_messages\n.x }}", "fails (line 2): 'loop_messages' is undefined")]
    [InlineData("{{ messages[0].tool.x }}", "fails (line 1): 'dict' object has no attribute 'tool'")]
    [InlineData("{{ [1].append(2) }}", "fails (line 1): it changes a list in place, which is not allowed in the sandbox of chat templates")]
    public void Render_OfWhatCannotBeDone_NamesItAndItsLine(string template, string words)
    {
        var parsed = ChatTemplate.Parse(template);

        var error = Assert.Throws<HeavySimException>(() => parsed.Render(Question, "", ""));

        Assert.Equal($"the chat template {words}: give a template with --template", error.Message);
    }

    [Fact]
    public void Render_OfATemplateThatRefuses_ShowsItsWordsWithoutControlCharacters()
    {
        var template = ChatTemplate.Parse("\n{{ raise_exception('No \x1b[31m ' ~ messages[0].role) }}");

        var error = Assert.Throws<HeavySimException>(() => template.Render(Question, "", ""));

        Assert.Equal("the chat template refuses the conversation (line 2): No [31m user", error.Message);
    }

    [Fact]
    public void Render_OfABranchThatIsNotEntered_DoesNotMindWhatItUses() =>
        Assert.Equal("Hi", Golden.Render("{% if tools %}{{ tools | foo }}{% endif %}{{ messages[0].content }}", Question));

    [Fact]
    public void Render_OfATemplateThatRefusesTwice_ShowsTheSecondReason()
    {
        var template = ChatTemplate.Parse("{{ raise_exception(messages | map(attribute='role') | join(' ')) }}");

        var error = Assert.Throws<HeavySimException>(() => template.Render([new("system", "S"), new("user", "U")], "", ""));

        Assert.Equal("the chat template refuses the conversation (line 1): user", error.Message);
    }
}
