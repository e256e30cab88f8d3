namespace HeavySim.Programs.Tests;

/// <summary>Programs that take more than they are given, or try to stay: each is stopped and gone with all it had.</summary>
public sealed class SandboxBombTests
{
    private static readonly Attack[] HiddenMemory =
    [
        new("os.memfd_create('x')", "Operation not permitted"),
        new("print(why(libc.shmget(0, 50 << 20, 0o1600)))", "Operation not permitted"),
        new("print(why(libc.semget(0, 32000, 0o1600)))", "Operation not permitted"),
        new("print(why(libc.msgget(0, 0o1600)))", "Operation not permitted"),
        new("print(why(libc.syscall({'x86_64': 240, 'aarch64': 180}[os.uname().machine], b'q', 0o102, 0o600, None)))", "not permitted"),
        new("print(why(libc.syscall(447, 0)))", "Operation not permitted"),
        new("mmap.mmap(-1, 60 << 20)", "Operation not permitted"),
        new("mmap.mmap(-1, 2 << 20, flags=0x40022)", "Operation not permitted"),
        new("mmap.mmap(open('/dev/zero', 'r+b').fileno(), 60 << 20)", "No such file"),
        new("print(why(libc.vmsplice(1, None, 0, 0)))", "Operation not permitted"),
        new("print(why(libc.mlock(ctypes.create_string_buffer(99999), 99999)))", "Operation not permitted"),
        new("from multiprocessing import shared_memory; shared_memory.SharedMemory(create=True, size=60 << 20)", "No such file"),
        new(
            "for i in range(99):\n  f = open('f', 'wb'); f.write(bytes(1 << 20)); f.flush(); os.remove('f'); globals()['f%d' % i] = f",
            "No space"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Memory that no process would have as its own.</summary>
    [Fact]
    public async Task Attack_HiddenMemory_IsNotToBeHad()
    {
        if (await SandboxUnderAttack.RunEachAsync(HiddenMemory, Token) is not { } outcome)
            return;

        Assert.Equal("exit", outcome.End);
        Assert.True(outcome.Peak <= SandboxUnderAttack.Limits.MemoryBytes, $"{outcome.Peak:N0} bytes");
    }

    [Theory]
    [InlineData("fork bomb", "time", "while True:\n  try: os.fork()\n  except OSError: pass")]
    [InlineData("fork bomb of daemons", "time", "while True:\n  try:\n    if os.fork() == 0: os.setsid()\n  except OSError: pass")]
    [InlineData("storm of short lives", "time", "while True:\n  try:\n    if os.fork() == 0:\n"
        + "      if os.fork() == 0: os._exit(0)\n      os._exit(0)\n    os.wait()\n  except OSError: pass")]
    [InlineData("threads", "time", "def f():\n  while True: pass\nfor _ in range(5): threading.Thread(target=f).start()\nf()")]
    [InlineData("processes at work", "time", "for _ in range(5):\n  if os.fork() == 0: break\nwhile True: pass")]
    [InlineData("deaf to signals", "time", "for s in range(1, 65):\n  try: signal.signal(s, signal.SIG_IGN)\n"
        + "  except (OSError, ValueError): pass\nwhile True: pass")]
    [InlineData("stopped", "time", "os.kill(os.getpid(), signal.SIGSTOP)")]
    [InlineData("memory of children", "memory", "for _ in range(5):\n"
        + "  if os.fork() == 0: x = bytearray(60 << 20); time.sleep(9)\ntime.sleep(9)")]
    [InlineData("memory behind an ended first thread", "memory", """
        def take():
            global x
            time.sleep(.3)  # Till the first thread is gone.
            x = bytearray(b'x' * (40 << 20)); time.sleep(9)
        threading.stack_size(256 << 10)
        for _ in range(3):
            if os.fork() == 0:
                threading.Thread(target=take).start()
                libc.syscall({'x86_64': 60, 'aarch64': 93}[os.uname().machine], 0)
        time.sleep(9)
        """)]
    [InlineData("output of children", "output", "for _ in range(4):\n  if os.fork() == 0: break\nwhile True: os.write(2, b'x' * 4096)")]
    [InlineData("calls by other numbers", "signal", "libc.syscall(0x40000000 + 39)")]
    [InlineData("32-bit calls", "signal", """
        if os.uname().machine != 'x86_64': os.kill(os.getpid(), 31)
        code = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
        code.write(bytes([0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3]))
        ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
        """)]
    public async Task Attack_TakesMoreThanGiven_IsStoppedAtThatLimit(string what, string end, string code)
    {
        if (await SandboxUnderAttack.RunAsync(code, Token, endsByTime: end == "time") is { } outcome)
            Assert.True(outcome.End == end, $"{what}: {outcome}");
    }

    [Theory]
    [InlineData("double fork", "if os.fork() == 0:\n  if os.fork(): os._exit(0)\n  time.sleep(99)\nos.wait()")]
    [InlineData("a session of its own", "if os.fork() == 0:\n  os.setsid()\n  if os.fork(): os._exit(0)\n  time.sleep(99)\nos.wait()")]
    [InlineData("output held open", "if os.fork() == 0: time.sleep(99)")]
    [InlineData("deaf to signals", "if os.fork() == 0:\n  for s in range(1, 32):\n    try: signal.signal(s, 1)\n"
        + "    except OSError: pass\n  time.sleep(99)")]
    [InlineData("busy", "if os.fork() == 0:\n  os.setsid()\n  while True: pass")]
    [InlineData("renewed", "def again(_, __):\n  if os.fork() == 0: time.sleep(99)\nif os.fork() == 0:\n"
        + "  signal.signal(15, again)\n  time.sleep(99)")]
    public async Task Attack_LeavesADaemon_EndsWithIt(string what, string code)
    {
        if (await SandboxUnderAttack.RunAsync(code, Token) is { } outcome)
            Assert.True(outcome is { End: "exit", Code: 0, Err: "" }, $"{what}: {outcome}");
    }

    [Fact]
    public async Task Attack_ManyAtOnce_EndInTimeAndAnHonestProgramStillRuns()
    {
        var bombs = Enumerable.Range(0, 3).Select(_ => SandboxUnderAttack.ReadAsync(
            "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass", Token)).ToList();

        Assert.True(await SandboxUnderAttack.ReadAsync("print(6 * 7)", Token) is null or "42");
        foreach (var said in await Task.WhenAll(bombs))
            Assert.True(said is null or "time", said);
    }
}
