namespace HeavySim.LocalModels;

/// <summary>When a value counts as true.</summary>
internal static class Truth
{
    /// <summary>Whether it does: nothing, zero and what is empty do not.</summary>
    public static bool Of(object? value) => value switch
    {
        null or Undefined => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        SequenceValue sequence => sequence.Kind == SequenceKind.Generator || sequence.Count > 0,
        DictValue dict => dict.Count > 0,
        _ => true,
    };
}
