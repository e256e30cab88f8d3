namespace HeavySim.LocalModels;

/// <summary>Why a template gives no text; <see cref="ChatTemplate"/> turns it into words for the user.</summary>
internal sealed class TemplateException(TemplateFault fault, string message, int line = 0) : Exception(message)
{
    /// <summary>What went wrong.</summary>
    public TemplateFault Fault => fault;

    /// <summary>The line of the template, from 1; 0 means the one that was being rendered.</summary>
    public int Line => line;

    /// <summary>A failure while rendering.</summary>
    public static TemplateException Failure(string message) => new(TemplateFault.Failure, message);

    /// <summary>A construct that this interpreter does not know, named as "the filter 'x'".</summary>
    public static TemplateException Unknown(string construct, int line = 0) => new(TemplateFault.Unknown, construct, line);
}
