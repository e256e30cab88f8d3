using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>A key that comes back, whole or in part, in errors and in answers.</summary>
public sealed class KeyEchoTests
{
    private const string Echo = "the key is " + Key + ", is it not?";

    [Theory]
    [InlineData("key sk-secret-01", "key [key]")]
    [InlineData("key …t-0123456789.", "key …[key].")]
    [InlineData("key sk-secr", "key sk-secr")]
    [InlineData("SK-SECRET-0123456789", "[key]")]
    public void SafeText_PartOfTheKey_IsNotShown(string text, string shown) => Assert.Equal(shown, SafeText.WithoutKey(text, Key));

    [Fact]
    public async Task Answer_WithTheKey_InAnyPieces_IsWithoutIt()
    {
        for (var size = 1; size <= Echo.Length; size++)
        {
            var pieces = Echo.Chunk(size).Select(piece => new string(piece)).ToList();
            var events = pieces.ConvertAll(piece => Chunk($$"""{"reasoning_content":{{System.Text.Json.JsonSerializer.Serialize(piece)}}}"""));
            events.AddRange(pieces.Select(piece => Text(piece)));

            var transcript = await StreamAsync(Events([.. events, Chunk("{}", "\"stop\""), "[DONE]"]));

            foreach (var text in new[] { transcript.Text, transcript.Reasoning! })
            {
                Assert.Matches("^the key is (sk?-?)?\\[key\\], is it not\\?$", text);
                Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Answer_WithTheKey_OfAPlainRequest_IsWithoutIt()
    {
        var transcript = await StreamAsync(Json(Completion($$"""{"content":"{{Echo}}"}""")));

        Assert.Equal("the key is [key], is it not?", transcript.Text);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("EMPTY")]
    [InlineData("123456789012")]
    public async Task Answer_WithAKeyThatIsNone_StaysAsItIs(string key)
    {
        var client = Client(new VerbatimHandler(Events(Text($"It is {key}.", "\"stop\""))), options: new WireOptions { ApiKey = key });

        var transcript = await StreamAsync(client);

        Assert.Equal($"It is {key}.", transcript.Text);
    }
}
