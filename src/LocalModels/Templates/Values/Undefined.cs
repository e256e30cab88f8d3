namespace HeavySim.LocalModels;

/// <summary>
/// The value of a name that nothing was given for: it is false, writes nothing and holds nothing, and reading a part of it is an error.
/// </summary>
internal sealed class Undefined(string reason)
{
    /// <summary>The error of using it.</summary>
    public TemplateException Fault() => TemplateException.Failure(reason);
}
