namespace HeavySim.LocalModels;

/// <summary>Reads what binds tightest: names, literals, brackets, and what follows them with a point or in brackets.</summary>
internal sealed class PrimaryParser(TokenReader tokens)
{
    /// <summary>A name, a literal, or something in brackets.</summary>
    public Expression Read(ExpressionParser expressions)
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                return Name(tokens.Take());
            case TokenKind.String:
                return Text(token.Line);
            case TokenKind.Integer or TokenKind.Float:
                return new ConstantExpression(NumberLiteral.Value(tokens.Take()), token.Line);
            case TokenKind.Operator when token.Text == "(":
                return InBrackets(expressions, token.Line);
            case TokenKind.Operator when token.Text == "[":
                return List(expressions, token.Line);
            case TokenKind.Operator when token.Text == "{":
                return Dict(expressions, token.Line);
            default:
                throw tokens.Expected("an expression");
        }
    }

    /// <summary>Attributes, items and calls that follow an expression.</summary>
    public Expression ReadPostfix(Expression value, ExpressionParser expressions)
    {
        while (true)
        {
            var line = tokens.Current.Line;
            if (tokens.TakeOperator("."))
                value = Member(value, line);
            else if (tokens.TakeOperator("["))
                value = Subscript(value, expressions, line);
            else if (tokens.Current.IsOperator("("))
                value = new CallExpression(value, expressions.ReadArguments(), line);
            else
                return value;
        }
    }

    private static Expression Name(Token token) => token.Text switch
    {
        "true" or "True" => new ConstantExpression(true, token.Line),
        "false" or "False" => new ConstantExpression(false, token.Line),
        "none" or "None" => new ConstantExpression(null, token.Line),
        _ => new NameExpression(token.Text, token.Line),
    };

    private ConstantExpression Text(int line)
    {
        // As in Python, literals that stand side by side are one.
        var text = new StringBuilder();
        while (tokens.Current.Kind == TokenKind.String)
            text.Append(tokens.Take().Text);

        return new ConstantExpression(text.ToString(), line);
    }

    private Expression InBrackets(ExpressionParser expressions, int line)
    {
        tokens.NeedOperator("(");
        if (tokens.TakeOperator(")"))
            return new SequenceExpression([], SequenceKind.Tuple, line);

        var value = expressions.ReadTuple();
        tokens.NeedOperator(")");
        return value;
    }

    private SequenceExpression List(ExpressionParser expressions, int line)
    {
        tokens.NeedOperator("[");
        var items = new List<Expression>();
        while (!tokens.TakeOperator("]"))
        {
            if (items.Count > 0)
                tokens.NeedOperator(",");
            if (tokens.TakeOperator("]"))
                break;

            items.Add(expressions.Read());
        }

        return new SequenceExpression(items, SequenceKind.List, line);
    }

    private DictExpression Dict(ExpressionParser expressions, int line)
    {
        tokens.NeedOperator("{");
        var entries = new List<(Expression, Expression)>();
        while (!tokens.TakeOperator("}"))
        {
            if (entries.Count > 0)
                tokens.NeedOperator(",");
            if (tokens.TakeOperator("}"))
                break;

            var key = expressions.Read();
            tokens.NeedOperator(":");
            entries.Add((key, expressions.Read()));
        }

        return new DictExpression(entries, line);
    }

    private Expression Member(Expression value, int line)
    {
        if (tokens.Current.Kind != TokenKind.Integer)
            return new AttributeExpression(value, tokens.NeedAnyName(), line);

        return new ItemExpression(value, new ConstantExpression(NumberLiteral.Value(tokens.Take()), line), line);
    }

    private Expression Subscript(Expression value, ExpressionParser expressions, int line)
    {
        var isSlice = tokens.Current.IsOperator(":");
        var first = isSlice ? null : expressions.Read();
        if (!isSlice && tokens.TakeOperator("]"))
            return new ItemExpression(value, first!, line);

        if (tokens.Current.IsOperator(","))
            throw TemplateException.Unknown("several indices in one pair of brackets", line);

        tokens.NeedOperator(":");
        var to = Bound(expressions);
        var step = tokens.TakeOperator(":") ? Bound(expressions) : null;
        tokens.NeedOperator("]");
        return new SliceExpression(value, first, to, step, line);
    }

    private Expression? Bound(ExpressionParser expressions) =>
        tokens.Current.IsOperator(":") || tokens.Current.IsOperator("]") ? null : expressions.Read();
}
