"""The first process of the sandbox: runs one program, holds it to its limits, and reports in one line of JSON how it ended.

Standard input: one line of JSON (code, seconds, memory, processes, file, output). When standard input closes, whoever started the
sandbox is gone, and so is the sandbox. As process 1 of its namespace it cannot be killed from inside, and its own end kills all.
"""
import ctypes
import json
import os
import resource
import selectors
import signal
import sys
import time

TICK = 0.02


def run(request):
    try:
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE: the program may not trace or read its supervisor.
    except (OSError, AttributeError):
        pass

    with open("/scratch/main.py", "w", encoding="utf-8") as file:
        file.write(request["code"])

    pipes = [os.pipe(), os.pipe()]
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        become_program(request, pipes)

    for _, writing in pipes:
        os.close(writing)
    report = watch(request, child, [reading for reading, _ in pipes], started)
    report["seconds"] = round(time.monotonic() - started, 3)
    return report


def become_program(request, pipes):
    try:
        os.setsid()
        null = os.open("/dev/null", os.O_RDONLY)
        for source, target in ((null, 0), (pipes[0][1], 1), (pipes[1][1], 2)):
            os.dup2(source, target)
        os.closerange(3, 1024)
        os.nice(10)
        cpu = int(request["seconds"]) + 1
        for kind, limit in (
            (resource.RLIMIT_AS, request["memory"]),
            (resource.RLIMIT_NPROC, request["processes"] + 1),
            (resource.RLIMIT_FSIZE, request["file"]),
            (resource.RLIMIT_NOFILE, 64),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, cpu),
        ):
            resource.setrlimit(kind, (limit, limit))
        os.execve(sys.executable, [sys.executable, "-I", "-B", "-X", "utf8", "main.py"], {
            "PATH": "/usr/bin:/bin", "HOME": "/scratch", "TMPDIR": "/scratch", "LANG": "C.UTF-8", "MPLBACKEND": "Agg",
            "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
        })
    finally:
        os._exit(127)


def watch(request, child, readings, started):
    texts = {readings[0]: bytearray(), readings[1]: bytearray()}
    peak = 0
    with selectors.DefaultSelector() as selector:
        selector.register(0, selectors.EVENT_READ)
        for reading in readings:
            os.set_blocking(reading, False)
            selector.register(reading, selectors.EVENT_READ)

        status = None
        end = None
        while status is None and end is None:
            for key, _ in selector.select(TICK):
                if key.fd == 0:
                    if not os.read(0, 4096):
                        os._exit(1)
                elif not take(key.fd, texts, request["output"]):
                    selector.unregister(key.fd)

            if sum(map(len, texts.values())) > request["output"]:
                end = "output"
            peak = max(peak, memory_in_use())
            if peak > request["memory"]:
                end = "memory"
            if time.monotonic() - started > request["seconds"]:
                end = "time"
            status = reap(child)

    kill_all(child)
    for reading in readings:
        take(reading, texts, request["output"])
    if sum(map(len, texts.values())) > request["output"]:
        end = end or "output"
    if end is None:
        end = "signal" if os.WIFSIGNALED(status) else "exit"
    code = None if status is None else os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    if end == "signal" and code == signal.SIGXCPU:
        end = "time"
    limit = request["output"]
    out, err = (bytes(texts[reading][:limit]).decode("utf-8", "replace") for reading in readings)
    return {"end": end, "code": code, "out": out, "err": err, "peak": peak}


def take(reading, texts, limit):
    """Reads what is there, no more than the limit and a little; False at the end of the file."""
    while sum(map(len, texts.values())) <= limit:
        try:
            piece = os.read(reading, 65536)
        except BlockingIOError:
            return True
        if not piece:
            return False
        texts[reading] += piece
    return True


def memory_in_use():
    pages = 0
    for name in os.listdir("/proc"):
        if name.isdigit() and name != "1":
            try:
                with open("/proc/" + name + "/statm", "rb") as file:
                    pages += int(file.read().split()[1])
            except (OSError, IndexError):
                pass
    return pages * resource.getpagesize()


def reap(child):
    """Buries whoever has died; the program's status when it was the program."""
    found = None
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return found
        if pid == 0:
            return found
        if pid == child:
            found = status


def kill_all(child):
    # Everyone in the namespace but this process; again and again, as a fork may be under way.
    for _ in range(100):
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            return
        reap(child)
        time.sleep(0.005)


sys.stdout.write(json.dumps(run(json.loads(sys.stdin.readline()))) + "\n")
sys.stdout.flush()
os._exit(0)
