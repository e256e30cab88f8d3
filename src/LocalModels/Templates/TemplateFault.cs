namespace HeavySim.LocalModels;

/// <summary>The kinds of trouble with a template.</summary>
internal enum TemplateFault
{
    /// <summary>Its text is not a template.</summary>
    Malformed,

    /// <summary>It uses something that this interpreter does not know.</summary>
    Unknown,

    /// <summary>It does something that cannot be done, or too much of it.</summary>
    Failure,

    /// <summary>It says itself, by raise_exception, that it does not take the conversation.</summary>
    Refusal,
}
