using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HeavySim.LocalModels;

/// <summary>Operations by their names. A line is the names, separated by blanks, the parameters likewise, and the body.</summary>
internal sealed class OperationTable : IEnumerable<Operation>
{
    /// <summary>The parameters of what takes whatever is given.</summary>
    public const string Any = "*";

    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    /// <summary>Adds a line.</summary>
    public void Add(string names, string parameters, Func<Call, object?> body)
    {
        foreach (var name in Words(names))
            _operations.Add(name, new Operation(name, parameters == Any ? null : Words(parameters), body));
    }

    /// <summary>Adds the lines of another table.</summary>
    public void Add(OperationTable others)
    {
        foreach (var operation in others)
            _operations.Add(operation.Name, operation);
    }

    /// <summary>The operation of a name.</summary>
    public bool TryGetValue(string name, [NotNullWhen(true)] out Operation? operation) => _operations.TryGetValue(name, out operation);

    /// <summary>The operation of a name that a template gives as a text.</summary>
    public Operation Need(object? name, string kind) => name is string text && _operations.TryGetValue(text, out var operation)
        ? operation
        : throw TemplateException.Unknown($"the {kind} '{PythonText.Of(name)}'");

    /// <inheritdoc/>
    public IEnumerator<Operation> GetEnumerator() => _operations.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
