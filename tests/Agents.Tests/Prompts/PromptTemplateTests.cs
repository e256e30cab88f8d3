using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

public sealed class PromptTemplateTests
{
    private static readonly Problem Sum = new() { Id = "s", Question = "What is 1 + 1? {format}" };

    [Fact]
    public void Plain_IsTheBareQuestion()
    {
        var message = Assert.Single(PromptStrategies.Plain.Template!.MessagesFor(Sum, asksConfidence: true));

        Assert.Equal((ChatRole.User, Sum.Question), (message.Role, message.Text));
    }

    [Fact]
    public void Parse_WithARule_HasASystemMessageAndFillsBoth()
    {
        var messages = PromptTemplate.Parse("Be terse.\r\n---\r\nQ: {question}\n\n{format}\n").MessagesFor(Sum, asksConfidence: false);

        Assert.Equal(
            [(ChatRole.System, "Be terse."), (ChatRole.User, $"Q: {Sum.Question}\n\n{AnswerFormat.Of(Sum, false)}")],
            messages.Select(static m => (m.Role, m.Text)));
    }

    [Fact]
    public void Parse_WithoutAPlaceForTheQuestion_IsRefused()
    {
        var error = Assert.Throws<HeavySimException>(() => PromptTemplate.Parse("{question}\n---\nAnswer!"));

        Assert.Contains("{question}", error.Message, StringComparison.Ordinal);
    }
}
