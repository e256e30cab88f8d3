namespace HeavySim.LocalModels;

/// <summary>What Python calls the type of a value; templates' authors know these words.</summary>
internal static class TypeName
{
    /// <summary>The name of the type.</summary>
    public static string Of(object? value) => value switch
    {
        null => "NoneType",
        string => "str",
        bool => "bool",
        long => "int",
        double => "float",
        DictValue => "dict",
        SequenceValue { Kind: SequenceKind.List } => "list",
        SequenceValue { Kind: SequenceKind.Tuple } => "tuple",
        SequenceValue { Kind: SequenceKind.Range } => "range",
        SequenceValue { Kind: SequenceKind.View } => "dict view",
        SequenceValue => "generator",
        NamespaceValue => "Namespace",
        LoopValue => "LoopContext",
        FunctionValue => "function",
        _ => "Undefined",
    };
}
