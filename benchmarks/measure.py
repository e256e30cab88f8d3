#!/usr/bin/env python3
"""Measures the benchmarks and writes benchmarks/results/: a Markdown table for each, with the machine, the load and the commit it was measured on.

    python3 benchmarks/measure.py                    all of them
    python3 benchmarks/measure.py FanOut Journal     some of them
    python3 benchmarks/measure.py --job default      more iterations: narrower errors, several times as long

Needs the .NET 10 SDK and Linux (the machine is read from /proc).
"""
import argparse
import datetime
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
NAMES = ["FanOut", "Journal", "Simulation", "Statistics", "Stream", "VoteShape"]
OVER_HTTP = "FanOutOverHttp"
STREAMS = "StreamsOverHttp"


def output(*command):
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def field(path, name):
    return next((line.split(":", 1)[1].strip() for line in pathlib.Path(path).read_text().splitlines() if line.startswith(name)), "unknown")


def machine():
    system = dict(line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text().splitlines() if "=" in line)
    runtime = next(line.split()[1] for line in output("dotnet", "--list-runtimes").splitlines()[::-1] if line.startswith("Microsoft.NETCore.App"))
    memory = int(field("/proc/meminfo", "MemTotal").split()[0]) / 1024 / 1024
    return [
        ("CPU", f"{field('/proc/cpuinfo', 'model name')}, {len(os.sched_getaffinity(0))} logical cores"),
        ("Memory", f"{memory:.0f} GiB"),
        ("System", f"{system['PRETTY_NAME'].strip(chr(34))}, Linux {os.uname().release}"),
        (".NET", f"SDK {output('dotnet', '--version')}, runtime {runtime}"),
    ]


def commit():
    changed = output("git", "status", "--porcelain", "--", "src", "benchmarks/HeavySim.Benchmarks", "Directory.Packages.props")
    return f"`{output('git', 'rev-parse', '--short=10', 'HEAD')}`" + (" with uncommitted changes" if changed else "")


class Load:
    """The one-minute load average while something is measured, looked at every ten seconds."""

    def __enter__(self):
        self.seen, self.over = [os.getloadavg()[0]], threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()
        return self

    def watch(self):
        while not self.over.wait(10):
            self.seen.append(os.getloadavg()[0])

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def __str__(self):
        return f"{self.seen[0]:.1f} before, {min(self.seen):.1f} to {max(self.seen):.1f} while it was measured (one-minute average, the measuring itself included)"


def benchmark(name, job, facts):
    """One process for each: BenchmarkDotNet's own way, a build of the whole solution for each job, takes minutes on a small machine."""
    command = ["dotnet", "run", "--no-build", "-c", "Release", "--project", "benchmarks/HeavySim.Benchmarks", "--"]
    command += ["--filter", f"HeavySim.Benchmarks.{name}Benchmarks.*", "--inProcess", *([] if job == "default" else ["--job", job])]
    with tempfile.TemporaryDirectory() as folder:
        with Load() as load:
            subprocess.run([*command, "--artifacts", folder], cwd=ROOT, check=True, stdout=sys.stderr)
        report = pathlib.Path(folder, "results", f"HeavySim.Benchmarks.{name}Benchmarks-report-github.md")
        text = report.read_text() if report.exists() else ""
    lines = [re.sub(r"\*\*(.*?)\*\*", r"\1", line.rstrip()) for line in text.splitlines() if line.startswith("|")]
    if not lines or any(re.search(r"\|\s*NA\s*\|", line) for line in lines):
        sys.exit(f"{name} could not be measured; the output above says why. benchmarks/results/{name}.md is left as it was.")
    write(name, load, shlex.join(command), "\n".join(lines), facts)


def over_http(facts):
    command = ["python3", "benchmarks/fanout_latency.py"]
    with Load() as load:
        table = "```\n" + output(*command) + "\n```"
    write(OVER_HTTP, load, shlex.join(command), table, facts)


def streams(facts):
    command = ["python3", "benchmarks/streams.py"]
    with Load() as load:
        table = output(*command)
    write(STREAMS, load, shlex.join(command), table, facts)


def write(name, load, command, table, facts):
    rows = [*facts, ("Load", load), ("Command", f"`{command}`")]
    lines = [f"# {name}", "", "Written by `benchmarks/measure.py`; do not edit.", "", "| | |", "|---|---|", *(f"| {key} | {value} |" for key, value in rows)]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text("\n".join(lines) + f"\n\n{table}\n")
    print(f"wrote benchmarks/results/{name}.md")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("names", nargs="*", metavar="name", help=f"any of {', '.join([*NAMES, OVER_HTTP, STREAMS])}; all by default")
    options.add_argument("--job", choices=["short", "default", "medium", "long"], default="short", help="BenchmarkDotNet's job; short by default")
    options = options.parse_args()
    unknown = set(options.names) - {*NAMES, OVER_HTTP, STREAMS}
    if unknown:
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}. Benchmarks: {', '.join([*NAMES, OVER_HTTP, STREAMS])}.")

    # Said before anything is measured: a commit made meanwhile is not what was measured.
    facts = [("Measured", datetime.date.today().isoformat()), *machine(), ("Commit", commit())]
    subprocess.run(["dotnet", "build", "-c", "Release", "benchmarks/HeavySim.Benchmarks"], cwd=ROOT, check=True, stdout=sys.stderr)
    for name in options.names or [*NAMES, OVER_HTTP, STREAMS]:
        if name == OVER_HTTP:
            over_http(facts)
        elif name == STREAMS:
            streams(facts)
        else:
            benchmark(name, options.job, facts)


if __name__ == "__main__":
    main()
