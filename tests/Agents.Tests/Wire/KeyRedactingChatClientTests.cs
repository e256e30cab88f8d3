using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

public sealed class KeyRedactingChatClientTests
{
    private const string Key = "azure-secret-key-1";

    [Theory]
    [InlineData("Your key is azure-secret-key-1. Bye.", @"^Your key is (a|az|azu)?\[key\]\. Bye\.$")]
    [InlineData("It ends with azure-secret-key-1", @"^It ends with (a|az|azu)?\[key\]$")]
    [InlineData("An azure sky, a secret, and no key", "^An azure sky, a secret, and no key$")]
    public async Task Stream_InPiecesOfAnyLength_IsWithoutTheKey(string said, string shown)
    {
        for (var length = 1; length < said.Length; length += 3)
        {
            var client = KeyRedactingChatClient.Around(new ScriptedChatClient((_, _) => Pieces(said, length)), Key);

            var transcript = new Transcript();
            await foreach (var update in client.GetStreamingResponseAsync("?", cancellationToken: TestContext.Current.CancellationToken))
                transcript.Add(update);

            var response = transcript.ToResponse();
            // Fewer than four characters of a key are no part of it that anybody could use.
            Assert.Matches(shown, response.Text);
            Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
            Assert.Equal(7, response.Usage?.OutputTokenCount);
        }
    }

    [Fact]
    public void Around_NoKeyToKeep_IsTheClientItself()
    {
        using var client = new ScriptedChatClient((_, _) => Pieces("x", 1));

        Assert.Same(client, KeyRedactingChatClient.Around(client, null));
        Assert.Same(client, KeyRedactingChatClient.Around(client, "none"));
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Pieces(string text, int length)
    {
        await Task.CompletedTask;
        foreach (var piece in text.Chunk(length))
            yield return ScriptedChatClient.Text(new string(piece));
        yield return ScriptedChatClient.End(tokens: 7);
    }
}
