using System.ComponentModel.DataAnnotations;

namespace HeavySim.Programs;

/// <summary>What one python program may use. Each program gets all of it anew.</summary>
public sealed record PythonLimits
{
    internal const int MaxOutputBytes = 64 << 20;

    /// <summary>Wall time, and time of one processor; .1..600 s. Default 10 s.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Bytes of memory: address space of each process, and resident memory of all together; 64 MiB..64 GiB. Default 512 MiB.
    /// </summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>Processes and threads at one time, 1..256. Default 16.</summary>
    public int Processes { get; init; } = 16;

    /// <summary>Bytes of the scratch directory, which is memory too; 64 KiB..4 GiB. Default 64 MiB.</summary>
    public long ScratchBytes { get; init; } = 64L << 20;

    /// <summary>Files in the scratch directory, 8..100,000. Default 1,000.</summary>
    public int Files { get; init; } = 1_000;

    /// <summary>
    /// Bytes of standard output and standard error together, 1..64 MiB; the program ends when it writes more. Default 64 KiB.
    /// </summary>
    public int OutputBytes { get; init; } = 64 << 10;

    /// <summary>Checks every range at once.</summary>
    /// <exception cref="ValidationException">A value is out of range; the message names every such value.</exception>
    internal PythonLimits Validated()
    {
        var errors = new List<string>();
        Check(Time.TotalSeconds is >= .1 and <= 600, "Time", ".1..600 s", Time);
        Check(MemoryBytes is >= 64L << 20 and <= 64L << 30, "MemoryBytes", "64 MiB..64 GiB", MemoryBytes);
        Check(Processes is >= 1 and <= 256, "Processes", "1..256", Processes);
        Check(ScratchBytes is >= 64L << 10 and <= 4L << 30, "ScratchBytes", "64 KiB..4 GiB", ScratchBytes);
        Check(Files is >= 8 and <= 100_000, "Files", "8..100,000", Files);
        Check(OutputBytes is >= 1 and <= MaxOutputBytes, "OutputBytes", "1..64 MiB", OutputBytes);
        return errors.Count == 0 ? this : throw new ValidationException(string.Join("; ", errors) + ".");

        void Check(bool isInside, string name, string range, object value)
        {
            if (!isInside)
                errors.Add($"{name} must be {range} and is {value}");
        }
    }
}
