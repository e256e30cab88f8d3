#!/usr/bin/env python3
"""`heavysim run` beside a bare HttpClient loop: the same prompts, the same server, the same streams at once.

The server streams chunks of one token, all streams in step, as one that decodes in batches does. Runs come in pairs, each pair in the
other order, and the medians are compared: tokens a second as the server saw them, from its first request to its last answer, and CPU
seconds of the whole process, start included. With --server it is a real one, llama-server with --metrics: its own count of tokens by the
wall time of the whole command, so that a run should be long (--answers 1280).

    dotnet build -c Release benchmarks/HeavySim.Benchmarks && python3 benchmarks/streams.py [--streams 8 32] [--rate 50 0] [--pairs 3]
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / "benchmarks/HeavySim.Benchmarks/bin/Release/net10.0/HeavySim.Benchmarks.dll"
AGENTS = 32


def used(command):
    """CPU seconds and involuntary context switches of a command that must succeed."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command} failed: {said}")
    return usage.ru_utime, usage.ru_stime, usage.ru_nivcsw


def command(client, problems, folder, address, streams, executable, connections="kept"):
    if client == "bare":
        return ["dotnet", TOOL, "bare-client", problems, address, str(AGENTS), str(streams), connections]
    return ["dotnet", executable, "run", problems, "--endpoint", address, "--model", "fixed", "--mode", "vote", "--strategy", "plain", "-t", "0.8",
            "-n", str(AGENTS), "-c", str(streams), "--store", pathlib.Path(folder, "runs.db"), "--json"]


def ours(client, streams, rate, tokens, answers, executable):
    """Against the benchmark's own server: tokens a second, user and system seconds, switches."""
    server = subprocess.Popen(["dotnet", TOOL, "stream-server", f"tokens={tokens}", f"rate={rate}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    address = server.stdout.readline().strip()
    with tempfile.TemporaryDirectory() as folder:
        problems = pathlib.Path(folder, "problems.jsonl")
        problems.write_text("".join(json.dumps({"id": f"p{i}", "question": f"What is {i} + {42 - i}?", "answer": "42"}) + "\n" for i in range(answers // AGENTS)))
        seen = used(command(client, problems, folder, address, streams, executable))
    served = json.loads(server.communicate()[0])
    if served["answers"] != answers:
        raise SystemExit(f"{client}: {served['answers']} answers instead of {answers}")
    return served["tokens"] / served["seconds"], *seen


def theirs(client, streams, server, answers, executable):
    """Against a real llama-server, on the problems of the shipped model."""
    def decoded():
        with urllib.request.urlopen(f"{server}/metrics") as page:
            return next(int(line.split()[1]) for line in page.read().decode().splitlines() if line.startswith("llamacpp:tokens_predicted_total "))

    with tempfile.TemporaryDirectory() as folder:
        problems = pathlib.Path(folder, "problems.jsonl")
        problems.write_text("".join((ROOT / "examples/models/tiny-arith.jsonl").read_text().splitlines(True)[: answers // AGENTS]))
        before, began = decoded(), time.monotonic()
        seen = used(command(client, problems, folder, f"{server}/v1", streams, executable, "fresh"))
        return (decoded() - before) / (time.monotonic() - began), *seen


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--streams", type=int, nargs="+", default=[8, 32])
    options.add_argument("--rate", type=float, nargs="+", default=[50, 0], help="tokens a second on each stream; 0 for full speed")
    options.add_argument("--pairs", type=int, default=3)
    options.add_argument("--answers", type=int, default=64, help="a multiple of 32")
    options.add_argument("--tokens", type=int, help="default: what takes some seconds")
    options.add_argument("--executable", default=str(ROOT / "src/Cli/bin/Release/net10.0/heavysim.dll"))
    options.add_argument("--server", help="a running llama-server (--metrics), as http://localhost:8080")
    options.add_argument("--against", help="another heavysim.dll in the place of the bare client")
    options = options.parse_args()
    other = "before" if options.against else "bare"
    print(f"| streams | tokens/s each | {other}: tokens/s | heavysim: tokens/s | ratio | {other}: CPU s (user + system) | heavysim: CPU s | ratio | {other}: switches | heavysim: switches |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for rate in ["as served"] if options.server else options.rate:
        for streams in options.streams:
            tokens = options.tokens or (5000 if options.server or not rate else max(20, int(rate * 15 * streams / options.answers)))
            seen = {other: [], "heavysim": []}
            for pair in range(options.pairs):
                for client in [other, "heavysim"][:: 1 if pair % 2 == 0 else -1]:
                    executable = options.against if client == "before" else options.executable
                    seen[client].append(theirs(client, streams, options.server, options.answers, executable) if options.server
                                        else ours(client, streams, rate, tokens, options.answers, executable))
            left, right = ([statistics.median(column) for column in zip(*seen[client])] for client in seen)
            cpu = [one[1] + one[2] for one in (left, right)]
            print(f"| {streams} | {rate or 'full speed'} | {left[0]:,.0f} | {right[0]:,.0f} | {right[0] / left[0]:.3f} | {left[1]:.2f} + {left[2]:.2f} | "
                  f"{right[1]:.2f} + {right[2]:.2f} | {cpu[1] / cpu[0]:.2f} | {left[3]:,.0f} | {right[3]:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
