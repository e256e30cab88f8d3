namespace HeavySim.Agents.Tools;

/// <summary>A tool could not do what it was asked; the message is for the model, which may ask again in a better way.</summary>
internal sealed class ToolFailureException : Exception
{
    /// <summary>Creates the exception with what the model is told.</summary>
    public ToolFailureException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what the model is told, and the error behind it.</summary>
    public ToolFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
