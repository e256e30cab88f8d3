using System.Text.Json;
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
                data.Add(Text(row, "about")!, Text(row, "template")!, Text(row, "text"));

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

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
