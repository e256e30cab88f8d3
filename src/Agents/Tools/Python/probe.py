"""Tries to leave the sandbox in every way it should be closed, and prints one line for each that is open."""
import ctypes
import os
import socket
import sys
import time

port, home, processes = PORT, HOME, PROCESSES


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
opens("it sees network interfaces", lambda: any(name != "lo" for _, name in socket.if_nameindex()))
opens("it reads /etc/passwd", lambda: open("/etc/passwd").read())
opens("it sees the user's files", lambda: os.path.isdir(home))
opens("it sees other files than its own", lambda: set(os.listdir("/")) - {
    "bin", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "sbin", "scratch", "usr"})
opens("it writes outside its scratch directory", lambda: writes("/leak"))
opens("it writes to /usr", lambda: writes("/usr/leak"))
opens("it writes to /proc/sys", lambda: open("/proc/sys/kernel/hostname", "w"))
opens("it sees other processes", lambda: sum(name.isdigit() for name in os.listdir("/proc")) > 2)
opens("it reads its supervisor's memory", lambda: open("/proc/1/mem", "rb"))
opens("it reads its supervisor's environment", lambda: open("/proc/1/environ", "rb").read())
opens("it has variables of the environment", lambda: set(os.environ) - {
    "PATH", "HOME", "TMPDIR", "LANG", "LC_CTYPE", "MPLBACKEND", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"})
opens("it has powers", lambda: any(
    line.startswith(("CapEff", "CapPrm", "CapBnd")) and int(line.split()[1], 16) for line in open("/proc/self/status")))
opens("it makes namespaces of its own", lambda: ctypes.CDLL(None).unshare(0x10000000) == 0)
opens("its number of processes is not limited", forks)
print("done")
sys.stdout.flush()
