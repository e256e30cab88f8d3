using HeavySim.LocalModels;

namespace HeavySim.LocalModels.Tests.Templates;

public sealed class FamilyTests
{
    public static TheoryData<string, string[][], string> Families
    {
        get
        {
            var data = new TheoryData<string, string[][], string>();
            foreach (var row in Golden.Rows("families.jsonl"))
            {
                var turns = row.GetProperty("messages").EnumerateArray()
                    .Select(static turn => turn.EnumerateArray().Select(static part => part.GetString()!).ToArray());
                data.Add(row.GetProperty("family").GetString()!, [.. turns], row.GetProperty("text").GetString()!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Render_InTheFormOfAFamily_IsThatOfJinja(string family, string[][] turns, string text) =>
        Assert.Equal(text, Golden.Render(Golden.Family(family), [.. turns.Select(static t => new TemplateMessage(t[0], t[1]))]));

    [Theory]
    [InlineData("mistral")]
    [InlineData("gemma")]
    public void Render_OfATemplateThatRefusesASystemMessage_PutsItBeforeTheFirstQuestion(string family)
    {
        var text = Golden.Render(Golden.Family(family), new("system", "Be terse."), new("user", "One?"), new("user", "Two?"));

        Assert.Contains("Be terse.\n\nOne?\n\nTwo?", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("llama31", true)]
    [InlineData("qwen3", true)]
    [InlineData("gemma", true)]
    [InlineData("onlyquestion", false)]
    public void KeepsSystem_OfAFamily_IsWhetherItsTextComesOut(string family, bool keeps) =>
        Assert.Equal(keeps, ChatTemplate.Parse(Golden.Family(family)).KeepsSystem);

    [Fact]
    public void Render_OfATemplateThatTakesTheQuestionOnly_GivesTheBareQuestion() =>
        Assert.Equal(
            "<|user|>What is 2 + 3?<|assistant|>",
            Golden.Render(Golden.Family("onlyquestion"), new("system", "Be terse."), new("user", "Solve this:\nWhat is 2 + 3? Box it.")));
}
