using Microsoft.Extensions.AI;

namespace HeavySim.Verifier.Tests;

/// <summary>A model that answers by a script and remembers what it was asked.</summary>
internal sealed class ScriptedModel(Func<ScriptedModel.Request, CancellationToken, Task<string>> script) : IChatClient
{
    public ScriptedModel(Func<Request, string> script)
        : this((request, _) => Task.FromResult(script(request)))
    {
    }

    public List<Request> Requests { get; } = [];

    public int Cancelled { get; private set; }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var list = messages.ToList();
        var request = new Request(list[0].Text, list[1].Text, options!);
        Requests.Add(request);
        try
        {
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, await script(request, cancellationToken)))
            {
                Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5 },
            };
        }
        catch (OperationCanceledException)
        {
            Cancelled++;
            throw;
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    /// <summary>One request: what was said, and the quoted blocks in it.</summary>
    public sealed record Request(string System, string User, ChatOptions Options)
    {
        public IReadOnlyList<(string Name, string Text)> Blocks => Quotation.Read(User);

        public string Block(string kind) => Blocks.First(b => b.Name.StartsWith(kind, StringComparison.Ordinal)).Text;
    }
}
