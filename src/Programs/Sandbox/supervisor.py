"""The first process of the sandbox: runs one program, holds it to its limits, and reports in one line of JSON how it ended.

Standard input: one line of JSON (code, seconds, memory, processes, file, output). When standard input closes, whoever started the
sandbox is gone, and so is the sandbox. As process 1 of its namespace it cannot be killed from inside, and its own end kills all.
"""
import ctypes
import errno
import json
import os
import resource
import selectors
import signal
import struct
import sys
import time

TICK = 0.02


# What the namespaces do not hold back, by its number on x86-64 and on arm64. Memory that no process has as its own would be in
# nobody's count: memfd, System V and POSIX queues, rings of io_uring, pages given to a pipe. Keys are the user's and outlive the
# program. Watches and rings use up limits that the program shares with the user's other processes. The rest reads or changes
# other processes, or opens parts of the kernel that no program needs here.
FORBIDDEN = {
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180), "memfd_create": (319, 279),
    "memfd_secret": (447, 447), "vmsplice": (278, 75), "io_setup": (206, 0), "io_uring_setup": (425, 425),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "inotify_init": (253, None), "inotify_init1": (294, 26), "fanotify_init": (300, 262), "perf_event_open": (298, 241),
    "bpf": (321, 280), "userfaultfd": (323, 282), "syslog": (103, 116), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "unshare": (272, 97), "setns": (308, 268), "ptrace": (101, 117), "kcmp": (312, 272),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "process_madvise": (440, 440), "pidfd_getfd": (438, 438),
    "migrate_pages": (256, 238), "move_pages": (279, 239), "ioprio_set": (251, 30),
}

# Allowed for the caller itself, which is process 0. The supervisor has the same user, so its limits and its turn at the processor
# would be the program's to change.
OWN_ONLY = {
    "prlimit64": (302, 261), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118), "sched_setattr": (314, 274),
    "sched_setaffinity": (203, 122),
}


def confine():
    """A filter of system calls, for this process and all that follow; without one there is no sandbox."""
    machines = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
    if os.uname().machine not in machines or sys.maxsize < 1 << 32:
        sys.exit("there is no filter of system calls for this processor, " + os.uname().machine)
    which, architecture = machines[os.uname().machine]
    load, equal, above, any_of, mask, give = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
    allow, kill, refuse, no_family = 0x7FFF0000, 0x80000000, 0x50000 | errno.EPERM, 0x50000 | errno.EAFNOSUPPORT

    # Steps are (operation, steps to skip when true, when false, operand). Calls by another architecture's numbers kill.
    steps = [(load, 0, 0, 4), (equal, 1, 0, architecture), (give, 0, 0, kill), (load, 0, 0, 0)]
    steps += [(above, 0, 1, 0x40000000), (give, 0, 0, kill)]

    def rule(numbers, *body):
        if numbers[which] is not None:
            steps.extend([(equal, 0, len(body), numbers[which]), *body])

    def argument(index):
        return load, 0, 0, 16 + 8 * index

    for numbers in FORBIDDEN.values():
        rule(numbers, (give, 0, 0, refuse))
    for numbers in OWN_ONLY.values():
        rule(numbers, argument(0), (equal, 1, 0, 0), (give, 0, 0, refuse), (give, 0, 0, allow))
    # setpriority, of the kind "process", as above.
    rule((141, 140), argument(0), (equal, 0, 2, 0), argument(1), (equal, 1, 0, 0), (give, 0, 0, refuse), (give, 0, 0, allow))
    # socket: of all families UNIX, INET and INET6. A virtual machine's own (VSOCK) passes every network namespace by.
    rule((41, 198), argument(0), (equal, 3, 0, 1), (equal, 2, 0, 2), (equal, 1, 0, 10), (give, 0, 0, no_family), (give, 0, 0, allow))
    # mmap: shared memory without a file can be full and in nobody's count; huge pages (0x40000) never are in it.
    rule((9, 222), argument(3), (any_of, 2, 0, 0x40000), (mask, 0, 0, 0x21), (equal, 0, 1, 0x21), (give, 0, 0, refuse), (give, 0, 0, allow))
    steps.append((give, 0, 0, allow))

    text = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(kept := ctypes.create_string_buffer(text)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(22, 2, ctypes.c_char_p(program), 0, 0) != 0:  # PR_SET_SECCOMP
        sys.exit("system calls cannot be filtered: " + os.strerror(ctypes.get_errno()))
    if libc.prctl(4, 0, 0, 0, 0) != 0:  # PR_SET_DUMPABLE: the program may not trace or read its supervisor.
        sys.exit("the supervisor cannot be hidden: " + os.strerror(ctypes.get_errno()))
    del kept


def run(request):
    # Process 1 gets from inside only those signals that it handles, and python handles this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confine()
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
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        cpu = int(request["seconds"]) + 1
        for kind, limit in (
            (resource.RLIMIT_AS, request["memory"]),
            (resource.RLIMIT_NPROC, request["processes"] + 1),
            (resource.RLIMIT_FSIZE, request["file"]),
            (resource.RLIMIT_NOFILE, 64),
            (resource.RLIMIT_CORE, 1),  # Not 0: a machine's own handler of core dumps, outside, is run for 0 and not for 1.
            (resource.RLIMIT_CPU, cpu),
            (resource.RLIMIT_MEMLOCK, 0),
            (resource.RLIMIT_MSGQUEUE, 0),
            (resource.RLIMIT_SIGPENDING, 256),
        ):
            ceiling = resource.getrlimit(kind)[1]
            limit = limit if ceiling == resource.RLIM_INFINITY else min(limit, ceiling)
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
            pages += resident("/proc/" + name) or next(filter(None, map(resident, threads(name))), 0)
    return pages * resource.getpagesize()


def threads(name):
    """A first thread that has ended has no memory to show, while the others of its process have all of it."""
    try:
        return ["/proc/" + name + "/task/" + thread for thread in os.listdir("/proc/" + name + "/task")]
    except OSError:
        return []


def resident(folder):
    try:
        with open(folder + "/statm", "rb") as file:
            return int(file.read().split()[1])
    except (OSError, IndexError):
        return 0


def reap(child):
    """Buries some of those who have died; the program's status when it was the program."""
    found = None
    for _ in range(1000):
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if pid == 0:
            break
        if pid == child:
            found = status
    return found


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
