using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeavySim.Benchmarks;

/// <summary>
/// A server to measure clients with: <c>-- stream-server tokens=300 rate=50</c> answers every chat completion with a stream of so many
/// chunks of one token, each written for itself, so many a second on every stream, or at full speed with <c>rate=0</c>. All streams step
/// together, as they do in a server that decodes in batches. It says its address, and when its input ends what it has served.
/// </summary>
/// <remarks>A thread for each connection, and no thread pool: it costs little, and the same for every client.</remarks>
internal sealed class StreamServer
{
    private static readonly byte[] Head = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");

    private static readonly byte[] Token = Chunk("""{"content":" token"}""", "null", "");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private readonly int _tokens;
    private readonly double _rate;
    private readonly byte[] _end;
    private TimeSpan? _first;
    private TimeSpan _last;
    private int _served;
    private int _now;
    private int _most;

    private StreamServer(int tokens, double rate)
    {
        (_tokens, _rate) = (tokens, rate);
        var usage = $$""","usage":{"prompt_tokens":20,"completion_tokens":{{tokens}},"total_tokens":{{tokens + 20}}}""";
        _end = [
            .. Chunk("""{"content":"\n\nAnswer: 42"}""", "null", ""), .. Chunk("{}", "\"stop\"", usage),
            .. "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n"u8,
        ];
    }

    /// <summary>Serves until the input ends.</summary>
    public static int Run(IReadOnlyList<string> args)
    {
        var values = args.Select(static a => a.Split('=')).ToDictionary(
            static a => a[0], static a => double.Parse(a[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var server = new StreamServer((int)values.GetValueOrDefault("tokens", 300), values.GetValueOrDefault("rate"));
        server._listener.Start(512);
        Start(server.Accept);
        Console.WriteLine($"http://127.0.0.1:{((IPEndPoint)server._listener.LocalEndpoint).Port}/v1");
        while (Console.ReadLine() is not null)
        {
        }

        var seconds = (server._last - server._first.GetValueOrDefault()).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"answers":{{server._served}},"tokens":{{(long)server._served * server._tokens}},"seconds":{{seconds:0.000}},"most":{{server._most}}}"""));
        return 0;
    }

    private static void Start(Action work) => new Thread(() => work(), 256 * 1024) { IsBackground = true }.Start();

    private static byte[] Chunk(string delta, string finish, string more)
    {
        // As long as llama-server's.
        var line = "data: {\"choices\":[{\"finish_reason\":" + finish + ",\"index\":0,\"delta\":" + delta + "}],\"created\":1764000000,"
            + "\"id\":\"chatcmpl-Qm2vVJq5kYb1Vt0q3x7d8Zs4Lr6Tn9Wc\",\"model\":\"fixed\",\"system_fingerprint\":\"b1-0000000\","
            + "\"object\":\"chat.completion.chunk\"" + more + "}\n\n";
        return Encoding.ASCII.GetBytes($"{line.Length:x}\r\n{line}\r\n");
    }

    private void Accept()
    {
        while (true)
        {
            var socket = _listener.AcceptSocket();
            Start(() => Serve(socket));
        }
    }

    private void Serve(Socket socket)
    {
        using var _ = socket;
        socket.NoDelay = true;
        try
        {
            while (ReadRequest(socket))
            {
                lock (_gate)
                {
                    _first ??= _clock.Elapsed;
                    _most = Math.Max(_most, ++_now);
                }

                Answer(socket);
                lock (_gate)
                {
                    (_served, _now, _last) = (_served + 1, _now - 1, _clock.Elapsed);
                }
            }
        }
        catch (SocketException)
        {
        }
    }

    private void Answer(Socket socket)
    {
        socket.Send(Head);
        for (var i = 0; i < _tokens; i++)
        {
            if (_rate > 0)
                AwaitStep();
            socket.Send(Token);
        }

        socket.Send(_end);
    }

    private void AwaitStep()
    {
        var step = 1000 / _rate;
        var now = _clock.Elapsed.TotalMilliseconds;
        var next = (Math.Floor(now / step) + 1) * step;
        Thread.Sleep(TimeSpan.FromMilliseconds(Math.Ceiling(next - now)));
    }

    private static bool ReadRequest(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (socket.Receive(buffer) is > 0 and var read)
        {
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var whole = text.ToString();
            var head = whole.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0)
                continue;

            var length = whole[..head].Split("\r\n").First(static line =>
                line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            if (whole.Length >= head + 4 + int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture))
                return true;
        }

        return false;
    }
}
