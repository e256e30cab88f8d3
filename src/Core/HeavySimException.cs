namespace HeavySim.Core;

/// <summary>
/// A failure that is the user's to mend: its message is safe to show (no keys, no stack), names what was wrong and says how to
/// put it right. Anything else that escapes is a bug.
/// </summary>
public class HeavySimException : Exception
{
    /// <summary>Creates the exception with a message that says what is wrong and how to fix it.</summary>
    public HeavySimException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and the error behind it.</summary>
    public HeavySimException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
