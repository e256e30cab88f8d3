using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeavySim.Cli.Commands;

/// <summary>
/// One solve against a canned endpoint on loopback before the first real one: a process compiles its code as it first runs, and that time
/// is not the ensemble's. Nothing leaves the machine.
/// </summary>
internal static class Rehearsal
{
    private const int Agents = 8;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PlayAsync(cancellationToken);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            // Where nobody may listen on loopback, the first solve is a little slower.
        }
    }

    private static async Task PlayAsync(CancellationToken cancellationToken)
    {
        await using var stage = new Stage();
        await using var ensemble = await Ensemble.OpenAsync(
            new EnsembleOptions { Endpoints = [stage.BaseUrl], Models = ["rehearsal"], Agents = Agents, Stop = "all" }, problems: null,
            cancellationToken);
        await ensemble.SolveAsync(new Problem { Id = "rehearsal", Question = "What is 6 times 7?" }, static _ => { }, cancellationToken);
    }

    /// <summary>Answers every request with 42, on a port of its own.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        private const string Events =
            """
            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"6 times 7 is 42.\n\nAnswer: 42"},"finish_reason":null}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":10}}

            data: [DONE]


            """;

        private static readonly byte[] Response = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\nContent-Length: {Events.Length}\r\n\r\n{Events}");

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _over = new();
        private readonly Task _playing;

        public Stage()
        {
            _listener.Start();
            _playing = PlayAsync();
        }

        public string BaseUrl => $"http://{_listener.LocalEndpoint}/v1";

        public async ValueTask DisposeAsync()
        {
            _over.Cancel();
            await _playing;
            _listener.Dispose();
            _over.Dispose();
        }

        private async Task PlayAsync()
        {
            var answers = new List<Task>();
            try
            {
                while (true)
                    answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_over.Token)));
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // The rehearsal is over.
            }

            await Task.WhenAll(answers);
        }

        private static async Task AnswerAsync(TcpClient caller)
        {
            using (caller)
            {
                var stream = caller.GetStream();
                var request = new byte[16 * 1024];
                var length = 0;
                // One small JSON object without a nested brace at its very end: the request is whole when the body closes.
                while (length < request.Length && await stream.ReadAsync(request.AsMemory(length)) is > 0 and var read)
                {
                    length += read;
                    if (request[length - 1] == (byte)'}')
                        break;
                }

                await stream.WriteAsync(Response);
            }
        }
    }
}
