#!/usr/bin/env python3
"""A 32-agent solve over HTTP on loopback against an endpoint with a fixed latency.

Starts a small OpenAI-compatible server (standard library only) that answers every call after LATENCY seconds, takes a problem set through
`heavysim run` with 32 agents and 32 calls in flight, one problem after the other, and prints the median wall time of a solve as a ratio to the latency, the most calls
the server saw at once, and the number of calls.

    dotnet build -c Release src/Cli && python3 benchmarks/fanout_latency.py [--latency 0.2] [--problems 30]
"""
import argparse
import asyncio
import json
import pathlib
import statistics
import subprocess
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Endpoint:
    def __init__(self, latency):
        self.latency, self.calls, self.now, self.most = latency, 0, 0, 0

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next((int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length")), 0)
                body = json.loads(await reader.readexactly(length)) if length else {}
                self.calls, self.now = self.calls + 1, self.now + 1
                self.most = max(self.most, self.now)
                await asyncio.sleep(self.latency)
                self.now -= 1
                self.answer(writer, body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def answer(self, writer, body):
        text, usage = "It is 42.\n\nAnswer: 42", {"prompt_tokens": 40, "completion_tokens": 12, "total_tokens": 52}
        if body.get("stream"):
            chunks = [
                {"choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}]},
                {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "usage": usage},
            ]
            data = "".join(f"data: {json.dumps(c)}\n\n" for c in chunks) + "data: [DONE]\n\n"
            kind = "text/event-stream"
        else:
            data = json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}], "usage": usage})
            kind = "application/json"
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n{data}".encode())


def start(endpoint):
    ready, port = threading.Event(), []

    async def main():
        server = await asyncio.start_server(endpoint.serve, "127.0.0.1", 0, backlog=128)
        port.append(server.sockets[0].getsockname()[1])
        ready.set()
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(main()), daemon=True).start()
    ready.wait()
    return port[0]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--latency", type=float, default=0.2)
    options.add_argument("--problems", type=int, default=30)
    options.add_argument("--executable", default=str(ROOT / "src/Cli/bin/Release/net10.0/heavysim.dll"))
    options = options.parse_args()
    endpoint = Endpoint(options.latency)
    port = start(endpoint)
    with tempfile.TemporaryDirectory() as folder:
        problems = pathlib.Path(folder, "problems.jsonl")
        problems.write_text("".join(json.dumps({"id": f"p{i}", "question": f"What is {i} + {42 - i}?", "answer": "42"}) + "\n" for i in range(options.problems)))
        command = ["dotnet", options.executable, "run", str(problems), "--endpoint", f"http://127.0.0.1:{port}/v1", "--model", "fixed",
                   "-n", "32", "-c", "32", "--open-problems", "1", "--store", str(pathlib.Path(folder, "runs.db")), "--json"]
        report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(f"{report['problems']} problems x 32 agents, {endpoint.calls} calls, at most {endpoint.most} at once")
    print(f"median solve {report['timeToSolution']['p50'] * 1000:.1f} ms = {report['timeToSolution']['p50'] / options.latency:.3f} x the latency"
          f" (p95 {report['timeToSolution']['p95'] / options.latency:.3f} x)")


if __name__ == "__main__":
    main()
