using System.Buffers.Binary;
using System.Text;
using HeavySim.LocalModels;
using HeavySim.Testing;

namespace HeavySim.LocalModels.Tests.Templates;

public sealed class TinyModelTests
{
    [Fact]
    public void Render_OfTheTinyModelsOwnTemplate_GivesTheBareQuestion()
    {
        var template = ChatTemplate.Parse(TemplateOf(Model()));

        var text = template.Render([new("system", "Be terse."), new("user", "Answer this:\n\nWhat is 12 + 30?\n\nBox it.")], "<s>", "</s>");

        Assert.Equal("<|user|>What is 12 + 30?<|assistant|>", text);
        Assert.False(template.KeepsSystem);
    }

    private static byte[] Model()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "examples", "models", "tiny-arith.gguf");
            if (File.Exists(path))
                return File.ReadAllBytes(path);
        }

        return File.ReadAllBytes(SharedData.Need(Path.Combine("tiny", "model.gguf")));
    }

    /// <summary>After the key come the kind of the value, 8 for a text, its length in bytes, and the text.</summary>
    private static string TemplateOf(ReadOnlySpan<byte> model)
    {
        var key = "tokenizer.chat_template"u8;
        var value = model[(model.IndexOf(key) + key.Length)..];
        Assert.Equal(8u, BinaryPrimitives.ReadUInt32LittleEndian(value));
        return Encoding.UTF8.GetString(value.Slice(12, (int)BinaryPrimitives.ReadUInt64LittleEndian(value[4..])));
    }
}
