using System.Net;
using System.Net.Sockets;
using HeavySim.Programs;

namespace HeavySim.Programs.Tests;

/// <summary>Programs that reach out of the sandbox: each finds it closed, ends within its limits and leaves nothing.</summary>
public sealed class SandboxAttackTests
{
    public static TheoryData<string, Attack[]> Reaches => new()
    {
        {
            "Network",
            [
                new("import socket\nsocket.create_connection(('1.1.1.1', 53), 1)", "Network is unreachable"),
                new("print(why(socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).fileno()))", "Operation not permitted"),
                new("socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b'x', ('2606:4700::1111', 53))", "[Errno"),
                new("socket.socket(40, socket.SOCK_STREAM)", "Address family not supported"),
                new("socket.socket(16, socket.SOCK_RAW, 0)", "Address family not supported"),
                new("socket.socket(17, socket.SOCK_RAW, 3)", "Address family not supported"),
                new("socket.socket(38, socket.SOCK_SEQPACKET, 0)", "Address family not supported"),
                new("import subprocess; subprocess.run(['ip', 'link', 'set', 'lo', 'up'], check=True)", "Error"),
            ]
        },
        {
            "Files and environment outside",
            [
                new("os.listdir('/proc/1/root')", "Permission denied"),
                new("os.listdir('/proc/1/cwd')", "Permission denied"),
                new("os.open('/proc/1/fd/1', os.O_WRONLY)", "Permission denied"),
                new("os.chdir('/'); os.chdir('../../..'); print(sorted(os.listdir('.'))[-2:])", "['scratch', 'usr']"),
                new(
                    "print(why(libc.syscall({'x86_64': 304, 'aarch64': 265}[os.uname().machine], -100, None, 0)))",
                    "Operation not permitted"),
                new("os.symlink('/etc/shadow', 's'); open('s')", "No such file"),
                new("os.mknod('disk', 0o60666, os.makedev(254, 0))", "Operation not permitted"),
                new("os.chmod('/dev/null', 0o777)", "Operation not permitted"),
                new("open('/usr/bin/python3', 'r+b')", "[Errno"),
                new("open('/proc/sys/kernel/core_pattern', 'w')", "Read-only file system"),
                new("open('/proc/sysrq-trigger', 'w')", "[Errno"),
                new("open('/proc/kcore', 'rb')", "[Errno"),
                new("print(repr(open('/proc/cmdline').read() + open('/proc/keys').read()))", "''"),
                new("b = ctypes.create_string_buffer(99); print(why(libc.klogctl(3, b, 99)))", "Operation not permitted"),
            ]
        },
        {
            "Keys of the user",
            [
                new("print(why(libc.syscall({'x86_64': 250, 'aarch64': 219}[os.uname().machine], 0, -3, 1)))", "Operation not permitted"),
                new(
                    "print(why(libc.syscall({'x86_64': 248, 'aarch64': 217}[os.uname().machine], b'user', b'heavysim', b'x', 1, -5)))",
                    "Operation not permitted"),
            ]
        },
        {
            "The supervisor, and who is killed when memory runs out",
            [
                new("for s in range(1, 65):\n  try: os.kill(1, s)\n  except OSError: pass\ntime.sleep(.2); print('it lives')", "it lives"),
                new("signal.pidfd_send_signal(os.pidfd_open(1), 9); time.sleep(.2); print('it lives')", "it lives"),
                new("resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0))", "Operation not permitted"),
                new("os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))", "Operation not permitted"),
                new("os.sched_setaffinity(1, [0])", "Operation not permitted"),
                new("os.setpriority(os.PRIO_PROCESS, 1, 19)", "Operation not permitted"),
                new("os.setpriority(os.PRIO_USER, 0, 19)", "Operation not permitted"),
                new("os.nice(-15)", "Operation not permitted"),
                new("os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))", "Operation not permitted"),
                new("print(why(libc.ptrace(16, 1, 0, 0)))", "Operation not permitted"),
                new("open('/proc/self/oom_score_adj', 'w').write('-1000')", "Read-only file system"),
                new("open('/proc/1/oom_score_adj', 'w').write('1000')", "Read-only file system"),
                new("print(open('/proc/self/oom_score_adj').read())", "1000"),
                new("resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))", "not allowed to raise maximum limit"),
            ]
        },
        {
            "Namespaces of its own, in which it would be root again",
            [
                new("print(why(libc.unshare(0x10000000)))", "Operation not permitted"),
                new("print(why(libc.setns(0, 0)))", "Operation not permitted"),
            ]
        },
        {
            "Parts of the kernel that nobody needs here, with limits shared by all of a user's processes",
            [
                new("print(why(libc.syscall(425, 8, ctypes.create_string_buffer(256))))", "Operation not permitted"),
                new("print(why(libc.inotify_init1(0)))", "Operation not permitted"),
                new("print(why(libc.syscall({'x86_64': 321, 'aarch64': 280}[os.uname().machine], 0, 0, 0)))", "Operation not permitted"),
            ]
        },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The attacks of a kind run in one program, each in a process of its own.</summary>
    [Theory]
    [MemberData(nameof(Reaches), DisableDiscoveryEnumeration = true)]
    public async Task Attack_ReachesOutside_IsRefusedInside(string kind, Attack[] attacks)
    {
        if (await SandboxUnderAttack.RunEachAsync(attacks, Token) is { } outcome)
            Assert.True(outcome.End == "exit", $"{kind}: {outcome}");
    }

    [Fact]
    public async Task Attack_SocketsOfThisMachine_AreNotReached()
    {
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var named = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var name = $"heavysim-attack-{Environment.ProcessId}";
        named.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        named.Listen();

        var outcome = await SandboxUnderAttack.RunAsync(
            $$"""
            def attempt(what):
                try: print('open', what())
                except OSError as error: print('closed')
            attempt(lambda: socket.create_connection(('127.0.0.1', {{((IPEndPoint)tcp.LocalEndpoint).Port}}), 1))
            attempt(lambda: socket.socket(2, 2).sendto(b'x', ('127.0.0.1', {{((IPEndPoint)udp.Client.LocalEndPoint!).Port}})))
            attempt(lambda: socket.socket(1).connect('\0{{name}}'))
            """,
            Token);

        Assert.True(outcome is null or { Out: "closed\nclosed\nclosed\n" }, outcome?.Out);
        Assert.False(tcp.Pending());
        Assert.Equal(0, udp.Available);
        Assert.False(named.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public async Task Attack_FilesVariablesAndProcessesOfThisMachine_AreNotSeen()
    {
        Environment.SetEnvironmentVariable("HEAVYSIM_ATTACK_KEY", "sentinel-5813");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "sentinel-5813", Token);

        var outcome = await SandboxUnderAttack.RunAsync(
            $$"""
            def attempt(path):
                try: print(path, open(path, 'rb').read())
                except OSError as error: print('closed')
            attempt('{{file}}')
            attempt('/proc/1/root{{file}}')
            attempt('/proc/self/root{{file}}')
            attempt('/proc/1/environ')
            try: os.kill({{Environment.ProcessId}}, 9)
            except OSError: print('closed')
            print(os.environ, open('/proc/self/environ').read())
            for pid in filter(str.isdigit, os.listdir('/proc')): attempt('/proc/%s/environ' % pid)
            """,
            Token);

        if (outcome is not null)
        {
            Assert.DoesNotContain("sentinel-5813", outcome.Out + outcome.Err, StringComparison.Ordinal);
            Assert.StartsWith("closed\nclosed\nclosed\nclosed\nclosed\n", outcome.Out, StringComparison.Ordinal);
        }

        Assert.Equal("sentinel-5813", await File.ReadAllTextAsync(file, Token));
        File.Delete(file);
    }

    [Fact]
    public async Task Attack_WritableMountBelowUsr_IsReadOnlyInside()
    {
        // A mount of the machine's own, as /usr/local on a disk of its own would be, made where only this test sees it.
        string[] prepared =
        [
            "/usr/bin/unshare", .. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["--user", "--map-root-user"],
            "--mount", "--propagation", "private", "--", "/bin/sh", "-c",
            "mount -t tmpfs -o mode=1777,noexec t /usr/games && mkdir '/usr/games/a b%s' && mount -t tmpfs -o mode=1777 t "
                + "'/usr/games/a b%s' && exec \"$@\"", "sh",
        ];

        var said = await SandboxUnderAttack.RunUnderAsync(
            prepared,
            "for name in ('/usr/games/', '/usr/games/a b%s/'):\n  try: open(name + 'x', 'w'); print('written')\n"
                + "  except OSError as error: print(error.strerror)",
            Token);

        Assert.True(
            said is null || said.Contains(@"Read-only file system\nRead-only file system\n", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task Attack_ProgramLargerThanItsScratchDirectory_IsAClearRefusal()
    {
        var said = await SandboxUnderAttack.ReadAsync($"# {new string('x', 5 << 20)}", Token);

        Assert.True(said is null or "the program has 5,242,882 bytes; at most 4,194,304 fit into its scratch directory", said);
    }
}
