using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

public sealed class StopTokensTests
{
    [Theory]
    [InlineData("B<|im_end|>", "B")]
    [InlineData("42<|eot_id|>", "42")]
    [InlineData("42</s>", "42")]
    [InlineData("42<end_of_turn>", "42")]
    [InlineData("42<|endoftext|>", "42")]
    [InlineData("42<|return|>", "42")]
    [InlineData("42<｜end▁of▁sentence｜>", "42")]
    [InlineData("42 <|end|>\n<|im_end|>\n", "42 ")]
    [InlineData("a <|im_end|> in the middle", "a <|im_end|> in the middle")]
    [InlineData("x < y and a[1]", "x < y and a[1]")]
    [InlineData("ends with <", "ends with <")]
    [InlineData("ends with <|im_e", "ends with <|im_e")]
    [InlineData("|x| < |y|>", "|x| < |y|>")]
    [InlineData("<|im_end|>", "")]
    public void Text_InAnyPieces_LosesTheTokensAtItsEnd(string whole, string text)
    {
        for (var size = 1; size <= whole.Length; size++)
        {
            var tokens = new StopTokens();
            var seen = "";
            for (var from = 0; from < whole.Length; from += size)
                seen += tokens.Accept(whole.Substring(from, Math.Min(size, whole.Length - from)));

            Assert.Equal(text, seen + tokens.Finish());
        }
    }

    [Fact]
    public async Task Answer_WithTokensAtItsEnd_IsReadWithoutThem()
    {
        var stream = await StreamAsync(Events(Text("Answer: B<|im_"), Text("end|>", "\"stop\""), "[DONE]"));
        var whole = await StreamAsync(Json(Completion("""{"content":"Answer: B</s>"}""")));

        Assert.Equal(("Answer: B", "Answer: B"), (stream.Text, whole.Text));
    }
}
