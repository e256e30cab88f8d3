namespace HeavySim.Records.Files;

/// <summary>Makes the messages that name a file and a line, in the form editors and terminals turn into a link.</summary>
internal static class SourceError
{
    /// <summary>An error at a line.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="line">From 1.</param>
    /// <param name="message">What is wrong and how to put it right.</param>
    /// <param name="cause">The error behind it, or null.</param>
    public static HeavySimException At(string path, long line, string message, Exception? cause = null) =>
        cause is null ? new($"{path}:{line}: {message}") : new($"{path}:{line}: {message}", cause);

    /// <summary>Turns an error met while reading a file's bytes into one that names the file.</summary>
    public static HeavySimException Reading(string path, Exception cause) => cause switch
    {
        InvalidDataException => new($"{path}: the compressed data is damaged or cut short: copy or download the file again", cause),
        UnauthorizedAccessException => new($"{path}: no permission to read this file", cause),
        _ => new($"{path}: cannot be read: {cause.Message}", cause),
    };

    /// <summary>Whether an exception comes from the file system or a decompressor.</summary>
    public static bool IsReadFailure(Exception error) => error is IOException or InvalidDataException or UnauthorizedAccessException;
}
