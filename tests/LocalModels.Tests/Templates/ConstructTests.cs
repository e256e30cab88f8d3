using HeavySim.LocalModels;

namespace HeavySim.LocalModels.Tests.Templates;

public sealed class ConstructTests
{
    private static readonly TemplateMessage[] Conversation = [new("user", "Hi"), new("assistant", "Yo"), new("user", "Bye")];

    public static TheoryData<string, string, string?> Constructs
    {
        get
        {
            var data = new TheoryData<string, string, string?>();
            foreach (var row in Golden.Rows("constructs.jsonl"))
                data.Add(row.GetProperty("about").GetString()!, row.GetProperty("template").GetString()!, row.GetProperty("text").GetString());

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Constructs))]
    public void Render_OfAConstruct_IsThatOfJinja(string about, string template, string? text)
    {
        if (text is not null)
            Assert.Equal(text, Golden.Render(template, Conversation));
        else
            Assert.StartsWith("the chat template ", Assert.Throws<HeavySimException>(() => Golden.Render(template, Conversation)).Message);

        Assert.NotEmpty(about);
    }
}
