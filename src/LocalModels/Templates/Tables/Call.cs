namespace HeavySim.LocalModels;

/// <summary>One application of an <see cref="Operation"/>, with its arguments by the place of their parameters.</summary>
internal sealed class Call(Operation operation, Scope scope, object? subject, Arguments given, object?[] values)
{
    /// <summary>What stands in the place of an argument that is not given.</summary>
    public static object NotGiven { get; } = new();

    /// <summary>What it is applied to.</summary>
    public object? Subject => subject;

    /// <summary>From where it is applied.</summary>
    public Scope Scope => scope;

    /// <summary>The rendering that this is part of.</summary>
    public Rendering Rendering => scope.Rendering;

    /// <summary>The arguments as they were given.</summary>
    public Arguments Given => given;

    /// <summary>The subject as a text; what is undefined is an empty one.</summary>
    public string SubjectText => PythonText.Of(subject);

    /// <summary>The values of the subject one after the other.</summary>
    public IReadOnlyList<object?> SubjectItems => Iteration.Of(subject, Rendering);

    /// <summary>Whether an argument is given.</summary>
    public bool Has(int index) => !ReferenceEquals(values[index], NotGiven);

    /// <summary>An argument that must be given.</summary>
    public object? Value(int index) => Has(index)
        ? values[index]
        : throw TemplateException.Failure($"'{operation.Name}' needs the argument '{operation.Parameters![index]}'");

    /// <summary>An argument, or what stands for it.</summary>
    public object? Value(int index, object? byDefault) => Has(index) ? values[index] : byDefault;

    /// <summary>A text that must be given.</summary>
    public string Text(int index) => AsText(index, Value(index));

    /// <summary>A text; null where it is not given, or none.</summary>
    public string? TextOrNone(int index) => Value(index, byDefault: null) is { } value ? AsText(index, value) : null;

    /// <summary>A whole number, or what stands for it.</summary>
    public long Whole(int index, long byDefault) =>
        Value(index, byDefault) is var value && Numbers.TryWhole(value, out var number) ? number : throw Wrong(index, "a whole number");

    /// <summary>Yes or no.</summary>
    public bool Flag(int index, bool byDefault = false) => Truth.Of(Value(index, byDefault));

    private string AsText(int index, object? value) => value as string ?? throw Wrong(index, "a text");

    private TemplateException Wrong(int index, string what) => values[index] is Undefined undefined
        ? undefined.Fault()
        : TemplateException.Failure(
            $"'{operation.Name}' needs {what} as '{operation.Parameters![index]}', not '{TypeName.Of(values[index])}'");
}
