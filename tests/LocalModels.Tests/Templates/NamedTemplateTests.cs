using HeavySim.LocalModels;

namespace HeavySim.LocalModels.Tests.Templates;

public sealed class NamedTemplateTests
{
    private static readonly TemplateMessage[] Conversation =
        [new("system", "Be terse."), new("user", "Hi "), new("assistant", "Hello"), new("user", "2 + 2?")];

    [Theory]
    [InlineData("plain", "Be terse.\n\nHi \n\nHello\n\n2 + 2?")]
    [InlineData(
        "chatml",
        "<|im_start|>system\nBe terse.<|im_end|>\n<|im_start|>user\nHi <|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n"
        + "<|im_start|>user\n2 + 2?<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData(
        "llama3",
        "<s><|start_header_id|>system<|end_header_id|>\n\nBe terse.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
        + "<|start_header_id|>assistant<|end_header_id|>\n\nHello<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n2 + 2?<|eot_id|>"
        + "<|start_header_id|>assistant<|end_header_id|>\n\n")]
    [InlineData("mistral", "<s>[INST] Be terse.\n\nHi  [/INST] Hello</s>[INST] 2 + 2? [/INST]")]
    [InlineData(
        "gemma",
        "<s><start_of_turn>user\nBe terse.\n\nHi<end_of_turn>\n<start_of_turn>model\nHello<end_of_turn>\n"
        + "<start_of_turn>user\n2 + 2?<end_of_turn>\n<start_of_turn>model\n")]
    [InlineData(
        "zephyr", "<|system|>\nBe terse.</s>\n<|user|>\nHi </s>\n<|assistant|>\nHello</s>\n<|user|>\n2 + 2?</s>\n<|assistant|>\n")]
    [InlineData(
        "phi3",
        "<|system|>\nBe terse.<|end|>\n<|user|>\nHi <|end|>\n<|assistant|>\nHello<|end|>\n<|user|>\n2 + 2?<|end|>\n<|assistant|>\n")]
    public void Render_OfANamedTemplate_IsItsForm(string name, string text)
    {
        var template = ChatTemplate.Named(name);

        Assert.Equal(text, template.Render(Conversation, "<s>", "</s>"));
        Assert.True(template.KeepsSystem);
    }

    [Fact]
    public void Named_OfAnUnknownName_ListsThoseThatThereAre()
    {
        var error = Assert.Throws<HeavySimException>(() => ChatTemplate.Named("none\u001b[31m"));

        Assert.Equal(
            "no chat template is called 'none [31m': choose one of plain, chatml, llama3, mistral, gemma, zephyr, phi3", error.Message);
        Assert.Equal(ChatTemplate.Names, ["plain", "chatml", "llama3", "mistral", "gemma", "zephyr", "phi3"]);
    }
}
