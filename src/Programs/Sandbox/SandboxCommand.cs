using System.Diagnostics;

namespace HeavySim.Programs;

/// <summary>
/// The command that starts a sandbox: util-linux' unshare makes the namespaces, a shell script builds the file system in them, and a
/// python supervisor runs the program. Only the system's own programs are used, by their full paths, with an empty environment.
/// </summary>
internal sealed class SandboxCommand
{
    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    private readonly string _unshare;
    private readonly string _setpriv;
    private readonly string _python;

    private SandboxCommand(string unshare, string setpriv, string python)
    {
        _unshare = unshare;
        _setpriv = setpriv;
        _python = python;
    }

    /// <summary>Finds the programs, or says which is missing.</summary>
    public static (SandboxCommand? Command, string? Missing) Find()
    {
        if (!OperatingSystem.IsLinux())
            return (null, "it needs Linux namespaces, and this is not Linux");

        string[] wanted = ["unshare", "setpriv", "python3", "sh", "mount", "umount", "pivot_root"];
        var missing = wanted.Where(name => Locate(name) is null).ToList();
        return missing.Count == 0
            ? (new SandboxCommand(Locate("unshare")!, Locate("setpriv")!, Locate("python3")!), null)
            : (null, $"not installed: {string.Join(", ", missing)} (looked in {string.Join(", ", Folders)})");
    }

    /// <summary>
    /// The process to start; standard input takes a <see cref="PythonRequest"/>, standard output brings a <see cref="PythonOutcome"/>.
    /// </summary>
    public ProcessStartInfo Create(PythonLimits limits)
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["PATH"] = string.Join(':', Folders);

        // Root first becomes nobody: process limits do not bind root, not even in a namespace of its own.
        string[] dropped = Environment.IsPrivilegedProcess ? [_setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", "--"] : [];
        string[] command =
        [
            .. dropped,
            _unshare, "--user", "--map-root-user", "--net", "--pid", "--mount", "--ipc", "--uts", "--fork", "--kill-child", "--propagation",
            "private", "--",
            "/bin/sh", "-c", Resource("sandbox.sh"), "sandbox", $"{limits.ScratchBytes}", $"{limits.Files}",
            "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--",
            _python, "-I", "-B", "-S", "-c", Resource("supervisor.py"),
        ];
        start.FileName = command[0];
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);

        return start;
    }

    internal static string Resource(string name)
    {
        using var stream = typeof(SandboxCommand).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string? Locate(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
