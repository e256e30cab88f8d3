#!/usr/bin/env python3
"""What faults cost in time: the same run against the mock endpoint without faults and with nine kinds of them at 30 % of all calls.

Prints both wall times, their ratio, and what became of the attempts: nothing may be lost, and nothing scored for a fault.

    dotnet build -c Release src/Cli && python3 benchmarks/faults.py [--latency 1] [--faults 0.3] [--problems 40] [--agents 8]
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def measured(options, faults, folder):
    problems = pathlib.Path(folder, "problems.jsonl")
    problems.write_text("".join(
        json.dumps({"id": f"q{i}", "question": f"What is {i + 11} times {7 + i % 5}?", "answer": str((i + 11) * (7 + i % 5))}) + "\n"
        for i in range(options.problems)))
    heavysim = ["dotnet", options.executable]
    mock = subprocess.Popen(
        [*heavysim, "mock", "--port", "0", "--problems", problems, "--faults", str(faults), "--latency", str(options.latency)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        address = next(found[0] for line in mock.stdout if (found := re.search(r"http://\S+", line)))
        began = time.monotonic()
        run = subprocess.run(
            [*heavysim, "run", problems, "-n", str(options.agents), "-e", address, "--store", pathlib.Path(folder, f"{faults}.db"), "--json"],
            capture_output=True, text=True)
        wall = time.monotonic() - began
    finally:
        mock.terminate()
        mock.wait()
    return wall, run.returncode, json.loads(run.stdout)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--latency", type=float, default=1)
    options.add_argument("--faults", type=float, default=0.3)
    options.add_argument("--problems", type=int, default=40)
    options.add_argument("--agents", type=int, default=8)
    options.add_argument("--executable", default=str(ROOT / "src/Cli/bin/Release/net10.0/heavysim.dll"))
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        free, _, _ = measured(options, 0, folder)
        wall, code, report = measured(options, options.faults, folder)
    asked = options.problems * options.agents
    print(f"{options.problems} problems x {options.agents} agents, {options.latency} s a call")
    print(f"without faults {free:.1f} s; with {options.faults:.0%} of calls failing {wall:.1f} s: {wall / free:.2f} x (start included)")
    print(f"exit code {code}; {report['samples']} of {asked} samples, {report['failed']} failed, {report['usage']['calls']} calls")


if __name__ == "__main__":
    main()
