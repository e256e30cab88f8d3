namespace HeavySim.Programs;

/// <summary>
/// The sandbox cannot be had, or has failed itself; never that a program in it did. The message is one clause without a stop at its end.
/// </summary>
internal sealed class SandboxException : Exception
{
    /// <summary>Creates the exception with what is wrong.</summary>
    public SandboxException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what is wrong, and the error behind it.</summary>
    public SandboxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
