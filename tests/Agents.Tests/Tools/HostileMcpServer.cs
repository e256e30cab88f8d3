using System.Text.Json;
using HeavySim.Agents.Tools;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>
/// A small MCP server in python, of nothing but its standard library, that does one thing wrong. It has a child, and a grandchild
/// whose parent has ended and which is in a session of its own: both go by the server's mark.
/// </summary>
internal sealed class HostileMcpServer
{
    private const string Code =
        """
        import ctypes, json, os, sys, time
        def named(text): ctypes.CDLL(None).prctl(15, text.encode())
        named(MARK)
        if os.fork() == 0:
            if os.fork() == 0:
                os.setsid()
                if os.fork(): os._exit(0)
            for fd in (0, 1, 2): os.close(fd)
            time.sleep(600)
            os._exit(0)
        out = sys.stdout.buffer
        def line(data): out.write(data + b"\n"); out.flush()
        def message(**fields): line(json.dumps({"jsonrpc": "2.0", **fields}).encode())
        def result(**fields): message(id=request["id"], result=fields)
        def text(said): result(content=[{"type": "text", "text": said}])
        def tool(name, description="d", **schema):
            return {"name": name, "description": description, "inputSchema": {"type": "object", **schema}}
        def die(): print("the roof fell in\x1b[2J", file=sys.stderr, flush=True); os._exit(7)
        def hang(): time.sleep(600)
        def garbage():
            for _ in range(3): line(b"Traceback \x1b[31m of the week")
            hang()
        def binary():
            while True: out.write(os.urandom(65536).replace(b"\n", b" "))
        def many_garbage():
            while True: line(os.urandom(40))
        def flood():
            while True: message(method="notifications/message", params={"level": "info", "data": "x"})
        def questions():
            n = 0
            while True: n += 1; message(id="q%d" % n, method="ping")
        def answers():
            while True: message(id=4711, result={})
        def long_line():
            out.write(b'{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"')
            for _ in range(1600): out.write(b"x" * 65536)
            line(b'"}}'); hang()
        def large_result(): text("x" * (100 << 20)); hang()
        def wide_result(): result(content=[{"type": "text", "text": "x"}] * 2000000); hang()
        def deep():
            line(b'{"jsonrpc":"2.0","id":%d,"result":' % request["id"] + b"[" * 1000000 + b"]" * 1000000 + b"}"); hang()
        def half(): out.write(b'{"jsonrpc":"2.0","id"'); out.flush(); die()
        def closes(): os.close(1); hang()
        def stderr_flood():
            while True: os.write(2, b"x" * 65536)
        start, listing, call = (globals().get(name) for name in (START, LIST, CALL))
        if start: start()
        for read in sys.stdin:
            request = json.loads(read)
            if "id" not in request: continue
            method = request.get("method")
            if method == "initialize":
                version = request["params"]["protocolVersion"]
                result(protocolVersion=version, capabilities={"tools": {}}, serverInfo={"name": "s", "version": "1"})
            elif method == "tools/list":
                if listing: listing()
                elif LIST == "many": result(tools=[tool("t%d" % n, "d" * 40) for n in range(100000)])
                elif LIST == "small": result(tools=[{"name": "t%d" % n, "inputSchema": {"type": "object"}} for n in range(100000)])
                elif LIST == "pages": result(tools=[tool("t")] * 10, nextCursor="more")
                elif LIST == "empty pages": result(tools=[], nextCursor="more")
                elif LIST == "schema": result(tools=[tool("wide", properties={"p%d" % n: {"type": "string"} for n in range(9999)})])
                elif LIST == "escapes": result(tools=[tool("a\x1b]0;owned\x07b", "red \x1b[31m\u009b2J\u202e turned\nline")])
                else: result(tools=[tool("go"), tool("env"), tool("pid")])
            elif method == "tools/call":
                asked = request["params"]["name"]
                if asked == "env": text(json.dumps(dict(os.environ)))
                elif asked == "pid": text(str(os.getpid()))
                elif call: call()
                elif CALL == "error": message(id=request["id"], error={"code": -1, "message": "no \x1b[2J" + "x" * 5000})
                else: text("gone well")
            else: message(id=request["id"], error={"code": -32601, "message": "Method not found"})
        """;

    private static int _made;

    /// <summary>The short name of all its processes.</summary>
    public string Mark { get; } = $"mcp{Environment.ProcessId % 1_000_000}{Interlocked.Increment(ref _made):000}";

    /// <summary>The entry of a server that misbehaves at the start, when it lists its tools, or at a call; "" for not.</summary>
    public McpServerOptions.Process Options(string name, string start = "", string list = "", string call = "") =>
        new(
            "/usr/bin/python3",
            ["-I", "-c", Code.Replace("MARK", Quote(Mark), StringComparison.Ordinal)
                .Replace("START", Quote(start), StringComparison.Ordinal)
                .Replace("LIST", Quote(list), StringComparison.Ordinal).Replace("CALL", Quote(call), StringComparison.Ordinal)],
            new Dictionary<string, string>(StringComparer.Ordinal),
            null)
        {
            Name = name,
        };

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
