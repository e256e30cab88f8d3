namespace HeavySim.LocalModels;

/// <summary>Where a loop goes on after a statement.</summary>
internal enum Flow
{
    /// <summary>With the next statement.</summary>
    Next,

    /// <summary>With the next item.</summary>
    Continue,

    /// <summary>After the loop.</summary>
    Break,
}

/// <summary>A part of a template that writes.</summary>
internal abstract class Statement(int line)
{
    /// <summary>The line on which it stands.</summary>
    public int Line => line;

    /// <summary>Writes what it has to.</summary>
    public Flow Render(Scope scope, StringBuilder output)
    {
        var outerLine = scope.Rendering.Enter(line);
        var flow = Run(scope, output);
        scope.Rendering.Leave(outerLine);
        return flow;
    }

    /// <summary>Writes several in their order.</summary>
    public static Flow RenderAll(IReadOnlyList<Statement> body, Scope scope, StringBuilder output)
    {
        foreach (var statement in body)
        {
            if (statement.Render(scope, output) is not Flow.Next and var flow)
                return flow;
        }

        return Flow.Next;
    }

    /// <summary>Does the work.</summary>
    protected abstract Flow Run(Scope scope, StringBuilder output);
}

/// <summary>Text between tags.</summary>
internal sealed class TextStatement(string text, int line) : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output)
    {
        scope.Rendering.Write(output, text);
        return Flow.Next;
    }
}

/// <summary>A value written out.</summary>
internal sealed class PrintStatement(Expression value, int line) : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output)
    {
        scope.Rendering.Write(output, PythonText.Of(value.Of(scope)));
        return Flow.Next;
    }
}

/// <summary>if, elif and else; the else has no condition.</summary>
internal sealed class IfStatement(IReadOnlyList<(Expression? Condition, IReadOnlyList<Statement> Body)> branches, int line)
    : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output)
    {
        foreach (var (condition, body) in branches)
        {
            if (condition is null || Truth.Of(condition.Of(scope)))
                return RenderAll(body, scope, output);
        }

        return Flow.Next;
    }
}

/// <summary>A loop.</summary>
internal sealed class ForStatement(
    AssignmentTarget target,
    Expression items,
    Expression? condition,
    IReadOnlyList<Statement> body,
    IReadOnlyList<Statement> otherwise,
    int line) : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output)
    {
        var taken = Taken(scope);
        if (taken.Count == 0)
            return RenderAll(otherwise, scope.Inner(), output);

        var loop = new LoopValue(taken);
        for (; loop.Index < taken.Count; loop.Index++)
        {
            scope.Rendering.Charge(1);
            var inner = scope.Inner();
            inner.Set("loop", loop);
            target.Assign(inner, taken[loop.Index]);
            if (RenderAll(body, inner, output) == Flow.Break)
                break;
        }

        return Flow.Next;
    }

    private IReadOnlyList<object?> Taken(Scope scope)
    {
        var all = Iteration.Of(items.Of(scope), scope.Rendering);
        if (condition is null)
            return all;

        var taken = new List<object?>();
        foreach (var item in all)
        {
            var inner = scope.Inner();
            target.Assign(inner, item);
            if (Truth.Of(condition.Of(inner)))
                taken.Add(item);
        }

        return taken;
    }
}

/// <summary>break or continue.</summary>
internal sealed class JumpStatement(Flow flow, int line) : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output) => flow;
}

/// <summary>A variable set to a value.</summary>
internal sealed class SetStatement(AssignmentTarget target, Expression value, int line) : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output)
    {
        target.Assign(scope, value.Of(scope));
        return Flow.Next;
    }
}

/// <summary>A variable set to what a block writes, perhaps filtered.</summary>
internal sealed class SetBlockStatement(
    AssignmentTarget target, BlockFilters filters, IReadOnlyList<Statement> body, int line) : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output)
    {
        var text = new StringBuilder();
        var flow = RenderAll(body, scope.Inner(), text);
        if (flow == Flow.Next)
            target.Assign(scope, filters.Of(scope, text.ToString()));

        return flow;
    }
}

/// <summary>A block whose text is filtered, or, without filters, one that only marks its text.</summary>
internal sealed class BlockStatement(BlockFilters filters, IReadOnlyList<Statement> body, int line) : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output)
    {
        var text = new StringBuilder();
        var flow = RenderAll(body, scope.Inner(), text);
        scope.Rendering.Write(output, PythonText.Of(filters.Of(scope, text.ToString())));
        return flow;
    }
}

/// <summary>A macro that is defined here.</summary>
internal sealed class MacroStatement(
    string name, IReadOnlyList<MacroParameter> parameters, IReadOnlyList<Statement> body, int line) : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output)
    {
        scope.Set(name, new MacroFunction(name, parameters, body, scope));
        return Flow.Next;
    }
}

/// <summary>A macro called with a block that it can call back as <c>caller</c>.</summary>
internal sealed class CallStatement(
    CallExpression call, IReadOnlyList<MacroParameter> parameters, IReadOnlyList<Statement> body, int line) : Statement(line)
{
    protected override Flow Run(Scope scope, StringBuilder output)
    {
        var caller = new MacroFunction(MacroFunction.Caller, parameters, body, scope);
        var value = call.With(MacroFunction.Caller, new ConstantExpression(caller, Line)).Of(scope);
        scope.Rendering.Write(output, PythonText.Of(value));
        return Flow.Next;
    }
}
