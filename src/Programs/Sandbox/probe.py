"""Tries to leave the sandbox in every way it should be closed, and prints one line for each that is open."""
import ctypes
import errno
import mmap
import os
import resource
import socket
import sys
import time

port, name_in_kernel, home, processes = PORT, ABSTRACT, HOME, PROCESSES
libc = ctypes.CDLL(None, use_errno=True)


def opens(what, action):
    try:
        if action():
            print(what)
    except (OSError, AttributeError, ValueError):
        pass


def connects():
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0


def connects_by_name():
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex("\0" + name_in_kernel) == 0


def opens_family(*families):
    for family in families:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind).close()
                return True
            except OSError:
                pass
    return False


def makes_segment():
    segment = libc.shmget(0, 4096, 0o1600)
    return segment >= 0 and libc.shmctl(segment, 0, None) == 0


def sees_keys():
    # KEYCTL_GET_KEYRING_ID of the session's; without such calls in the kernel there are no keys.
    call = {"x86_64": 250, "aarch64": 219}[os.uname().machine]
    return libc.syscall(call, 0, ctypes.c_long(-3), 0) >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS)


def writable_mounts():
    for line in open("/proc/self/mountinfo"):
        target, options = line.split()[4:6]
        if "ro" not in options.split(",") and target not in (
                "/scratch", "/dev/null", "/dev/urandom", "/proc/cmdline", "/proc/keys", "/proc/key-users"):
            return True
    return False


def writes(path):
    open(path, "x").close()
    os.remove(path)
    return True


def forks():
    children = 0
    try:
        while children <= processes:
            if os.fork() == 0:
                time.sleep(1)
                os._exit(0)
            children += 1
    except OSError:
        return False
    return True


opens("it reaches this machine's network", connects)
opens("it reaches this machine's sockets without a file", connects_by_name)
opens("it opens sockets that pass the network namespace by", lambda: opens_family(40, 38, 17, 16))
opens("it sees network interfaces", lambda: any(name != "lo" for _, name in socket.if_nameindex()))
opens("it reads /etc/passwd", lambda: open("/etc/passwd").read())
opens("it sees the user's files", lambda: os.path.isdir(home))
opens("it sees other files than its own", lambda: set(os.listdir("/")) - {
    "bin", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "sbin", "scratch", "usr"})
opens("it writes outside its scratch directory", lambda: writes("/leak"))
opens("it writes to /usr", lambda: writes("/usr/leak"))
opens("it has mounts that are not read-only", writable_mounts)
opens("it writes to /proc/sys", lambda: open("/proc/sys/kernel/hostname", "w"))
opens("it sees other processes", lambda: sum(name.isdigit() for name in os.listdir("/proc")) > 2)
opens("it reads its supervisor's memory", lambda: open("/proc/1/mem", "rb"))
opens("it reads its supervisor's environment", lambda: open("/proc/1/environ", "rb").read())
opens("it has variables of the environment", lambda: set(os.environ) - {
    "PATH", "HOME", "TMPDIR", "LANG", "LC_CTYPE", "MPLBACKEND", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"})
opens("it has powers", lambda: any(
    line.startswith(("CapEff", "CapPrm", "CapBnd")) and int(line.split()[1], 16) for line in open("/proc/self/status")))
opens("it makes namespaces of its own", lambda: ctypes.CDLL(None).unshare(0x10000000) == 0)
opens("it changes its supervisor's limits", lambda: resource.prlimit(1, resource.RLIMIT_CORE))
opens("it has memory that is not counted", lambda: mmap.mmap(-1, 4096))
opens("it has files in memory that are not counted", lambda: os.memfd_create("probe") >= 0)
opens("it has shared memory of System V that is not counted", makes_segment)
opens("it reaches the user's keys", sees_keys)
opens("its number of processes is not limited", forks)
print("done")
sys.stdout.flush()
