namespace HeavySim.LocalModels;

/// <summary>A part of a template that has a value.</summary>
internal abstract class Expression(int line)
{
    /// <summary>The line on which it stands.</summary>
    public int Line => line;

    /// <summary>Its value in a scope.</summary>
    public object? Of(Scope scope)
    {
        var outerLine = scope.Rendering.Enter(line);
        var value = Evaluate(scope);
        scope.Rendering.ChargeFor(value);
        scope.Rendering.Leave(outerLine);
        return value;
    }

    /// <summary>Works the value out.</summary>
    protected abstract object? Evaluate(Scope scope);
}

/// <summary>A literal.</summary>
internal sealed class ConstantExpression(object? value, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope) => value;
}

/// <summary>A variable.</summary>
internal sealed class NameExpression(string name, int line) : Expression(line)
{
    /// <summary>What it is called.</summary>
    public string Name => name;

    protected override object? Evaluate(Scope scope) => scope.Get(name);
}

/// <summary>A list or a tuple, written out.</summary>
internal sealed class SequenceExpression(IReadOnlyList<Expression> items, SequenceKind kind, int line) : Expression(line)
{
    /// <summary>Its members.</summary>
    public IReadOnlyList<Expression> Items => items;

    /// <summary>Whether it is a list or a tuple.</summary>
    public SequenceKind Kind => kind;

    protected override object? Evaluate(Scope scope)
    {
        var values = new object?[items.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = items[i].Of(scope);

        return new SequenceValue(values, kind);
    }
}

/// <summary>A dict, written out.</summary>
internal sealed class DictExpression(IReadOnlyList<(Expression Key, Expression Value)> entries, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope)
    {
        var dict = new DictValue();
        foreach (var (key, value) in entries)
            dict.Set(key.Of(scope), value.Of(scope));

        return dict;
    }
}

/// <summary>An attribute, <c>a.b</c>.</summary>
internal sealed class AttributeExpression(Expression target, string name, int line) : Expression(line)
{
    /// <summary>What is after the point.</summary>
    public string Name => name;

    /// <summary>What is before it.</summary>
    public Expression Target => target;

    protected override object? Evaluate(Scope scope) => Members.Attribute(target.Of(scope), name);
}

/// <summary>An item, <c>a[b]</c>.</summary>
internal sealed class ItemExpression(Expression target, Expression key, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope) => Members.Item(scope.Rendering, target.Of(scope), key.Of(scope));
}

/// <summary>A slice, <c>a[b:c:d]</c>; an absent bound is null.</summary>
internal sealed class SliceExpression(Expression target, Expression? from, Expression? to, Expression? step, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope) =>
        Members.Slice(scope.Rendering, target.Of(scope), from?.Of(scope), to?.Of(scope), step?.Of(scope));
}

/// <summary>A call, <c>f(a, b=c)</c>.</summary>
internal sealed class CallExpression(Expression callee, ArgumentList arguments, int line) : Expression(line)
{
    /// <summary>The same call with one more argument.</summary>
    public CallExpression With(string name, Expression value) => new(callee, arguments.With(name, value), Line);

    protected override object? Evaluate(Scope scope)
    {
        if (callee is AttributeExpression attribute)
            return Method(attribute, scope);

        return callee.Of(scope) switch
        {
            FunctionValue function => function.Invoke(scope, arguments.Of(scope)),
            Undefined undefined => throw undefined.Fault(),
            var other => throw TemplateException.Failure($"'{TypeName.Of(other)}' object is not callable"),
        };
    }

    private object? Method(AttributeExpression attribute, Scope scope)
    {
        var target = attribute.Target.Of(scope);
        return Members.Attribute(target, attribute.Name) switch
        {
            FunctionValue function => function.Invoke(scope, arguments.Of(scope)),
            Undefined => throw TemplateException.Unknown($"the method '{attribute.Name}' of '{TypeName.Of(target)}'", Line),
            var other => throw TemplateException.Failure($"'{TypeName.Of(other)}' object is not callable"),
        };
    }
}

/// <summary>A list whose items are arguments each, <c>f(*a)</c>.</summary>
internal sealed class SpreadExpression(Expression items, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope) => SequenceValue.Of(Iteration.Of(items.Of(scope), scope.Rendering));
}

/// <summary>A filter, <c>a | f(b)</c>.</summary>
internal sealed class FilterExpression(Expression target, Operation filter, ArgumentList arguments, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope) => filter.Invoke(scope, target.Of(scope), arguments.Of(scope));
}

/// <summary>A test, <c>a is t(b)</c>.</summary>
internal sealed class TestExpression(Expression target, Operation test, ArgumentList arguments, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope) => test.Invoke(scope, target.Of(scope), arguments.Of(scope));
}

/// <summary>A condition in a line, <c>a if b else c</c>; without an else it is undefined where b is false.</summary>
internal sealed class ConditionalExpression(Expression condition, Expression then, Expression? otherwise, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope)
    {
        if (Truth.Of(condition.Of(scope)))
            return then.Of(scope);

        return otherwise is null
            ? new Undefined("the inline if-expression evaluated to false and no else section was defined")
            : otherwise.Of(scope);
    }
}

/// <summary><c>a and b</c>, or <c>a or b</c>: the value that decided.</summary>
internal sealed class LogicalExpression(Expression left, Expression right, bool isAnd, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope)
    {
        var value = left.Of(scope);
        return Truth.Of(value) == isAnd ? right.Of(scope) : value;
    }
}

/// <summary>An operator before its operand.</summary>
internal sealed class UnaryExpression(Expression operand, Func<object?, object?> operation, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope) => operation(operand.Of(scope));
}

/// <summary>An operator between two operands.</summary>
internal sealed class BinaryExpression(Expression left, Expression right, BinaryOperation operation, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope) => operation(scope.Rendering, left.Of(scope), right.Of(scope));
}

/// <summary>What an operator makes of two values.</summary>
internal delegate object? BinaryOperation(Rendering rendering, object? left, object? right);

/// <summary>Comparisons in a row, <c>a &lt; b &lt; c</c>: each holds with its neighbour.</summary>
internal sealed class CompareExpression(
    Expression first, IReadOnlyList<(BinaryOperation Operation, Expression Operand)> rest, int line) : Expression(line)
{
    protected override object? Evaluate(Scope scope)
    {
        var left = first.Of(scope);
        foreach (var (operation, operand) in rest)
        {
            var right = operand.Of(scope);
            if (operation(scope.Rendering, left, right) is not true)
                return false;

            left = right;
        }

        return true;
    }
}
