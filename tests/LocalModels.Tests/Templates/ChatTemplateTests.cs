using HeavySim.LocalModels;

namespace HeavySim.LocalModels.Tests.Templates;

public sealed class ChatTemplateTests
{
    [Fact]
    public void Render_OnManyThreads_GivesEachItsOwnText()
    {
        var template = ChatTemplate.Parse(Golden.Family("qwen3"));
        var alone = Enumerable.Range(0, 200).Select(Render).ToArray();

        var together = new string[alone.Length];
        Parallel.For(0, alone.Length, i => together[i] = Render(i));

        Assert.Equal(alone, together);

        string Render(int i) =>
            template.Render([new("user", $"What is {i} + 1?"), new("assistant", $"{i + 1}"), new("user", "?")], "", "");
    }

    [Fact]
    public void Render_OfTheSameConversationTwice_GivesTheSameText()
    {
        var template = ChatTemplate.Parse(
            "{% set n = namespace(i=0) %}{% for m in messages %}{% set n.i = n.i + 1 %}{% endfor %}{{ n.i }}");

        Assert.Equal("1", template.Render([new("user", "a")], "", ""));
        Assert.Equal("1", template.Render([new("user", "a")], "", ""));
    }

    [Fact]
    public void Render_OfALongConversation_StaysWithinTheLimits()
    {
        var content = new string('x', 2_000);
        var turns = Enumerable.Range(0, 200).Select(i => new TemplateMessage(i % 2 == 0 ? "user" : "assistant", content));

        Assert.True(Golden.Render(Golden.Family("qwen3"), [.. turns]).Length > 400_000);
    }
}
