namespace HeavySim.LocalModels;

/// <summary>Reads expressions with Jinja's precedence, from the loosest binding to the tightest.</summary>
internal sealed class ExpressionParser(TokenReader tokens)
{
    private static readonly string[] AfterTest = ["else", "or", "and"];

    private readonly PrimaryParser _primary = new(tokens);

    /// <summary>An expression, or a tuple without brackets.</summary>
    /// <param name="withCondition">Whether an "if" in it is its own; in a loop it belongs to the loop.</param>
    public Expression ReadTuple(bool withCondition = true)
    {
        var line = tokens.Current.Line;
        var items = new List<Expression> { Read(withCondition) };
        var isTuple = false;
        while (tokens.TakeOperator(","))
        {
            isTuple = true;
            if (IsEnd())
                break;

            items.Add(Read(withCondition));
        }

        return isTuple ? new SequenceExpression(items, SequenceKind.Tuple, line) : items[0];
    }

    /// <summary>One expression.</summary>
    public Expression Read(bool withCondition = true)
    {
        tokens.Down();
        var expression = withCondition ? Conditional() : Or();
        tokens.Up();
        return expression;
    }

    /// <summary>The arguments of a call, its opening bracket still to come.</summary>
    public ArgumentList ReadArguments()
    {
        tokens.NeedOperator("(");
        var positional = new List<Expression>();
        var named = new List<(string, Expression)>();
        while (!tokens.Current.IsOperator(")"))
        {
            if (positional.Count + named.Count > 0)
                tokens.NeedOperator(",");
            if (tokens.Current.IsOperator(")"))
                break;

            if (tokens.Current.IsOperator("**"))
                throw TemplateException.Unknown("arguments spread with '**'", tokens.Current.Line);

            if (tokens.Current is var star && tokens.TakeOperator("*"))
            {
                positional.Add(new SpreadExpression(Read(), star.Line));
            }
            else if (tokens.Current.Kind == TokenKind.Name && tokens.Following.IsOperator("="))
            {
                var name = tokens.NeedAnyName();
                tokens.NeedOperator("=");
                named.Add((name, Read()));
            }
            else if (named.Count > 0)
            {
                throw tokens.Expected("an argument by name");
            }
            else
            {
                positional.Add(Read());
            }
        }

        tokens.NeedOperator(")");
        return new ArgumentList(positional, named);
    }

    /// <summary>The name of a filter and its arguments.</summary>
    public (Operation Filter, ArgumentList Arguments) ReadFilter()
    {
        var line = tokens.Current.Line;
        var name = tokens.NeedAnyName();
        var filter = Filters.Known.TryGetValue(name, out var known) ? known : NotKnown($"the filter '{name}'", line);
        return (filter, tokens.Current.IsOperator("(") ? ReadArguments() : ArgumentList.Empty);
    }

    /// <summary>
    /// As in Jinja, what is not known is an error at once where it is sure to be used, and else only when its turn comes: many
    /// templates have branches for tools that plain questions never enter.
    /// </summary>
    private Operation NotKnown(string construct, int line) => tokens.IsBranch
        ? new Operation(construct, Parameters: null, _ => throw TemplateException.Unknown(construct, line))
        : throw TemplateException.Unknown(construct, line);

    private Expression Conditional()
    {
        var line = tokens.Current.Line;
        var value = Or();
        while (tokens.TakeName("if"))
        {
            var condition = Or();
            value = new ConditionalExpression(condition, value, tokens.TakeName("else") ? Read() : null, line);
        }

        return value;
    }

    private Expression Or()
    {
        var value = And();
        while (tokens.Current is var token && tokens.TakeName("or"))
            value = new LogicalExpression(value, And(), isAnd: false, token.Line);

        return value;
    }

    private Expression And()
    {
        var value = Not();
        while (tokens.Current is var token && tokens.TakeName("and"))
            value = new LogicalExpression(value, Not(), isAnd: true, token.Line);

        return value;
    }

    private Expression Not()
    {
        var line = tokens.Current.Line;
        if (!tokens.TakeName("not"))
            return Compare();

        tokens.Down();
        var value = new UnaryExpression(Not(), static value => !Truth.Of(value), line);
        tokens.Up();
        return value;
    }

    private Expression Compare()
    {
        var line = tokens.Current.Line;
        var first = Binary(level: 0);
        var rest = new List<(BinaryOperation, Expression)>();
        while (Comparison() is { } comparison)
            rest.Add((comparison, Binary(level: 0)));

        return rest.Count == 0 ? first : new CompareExpression(first, rest, line);
    }

    private BinaryOperation? Comparison()
    {
        if (tokens.TakeName("in"))
            return Operators.In;

        if (tokens.Current.IsName("not") && tokens.Following.IsName("in"))
        {
            tokens.Take();
            tokens.Take();
            return Operators.NotIn;
        }

        if (tokens.Current.Kind != TokenKind.Operator || !Operators.Comparisons.TryGetValue(tokens.Current.Text, out var comparison))
            return null;

        tokens.Take();
        return comparison;
    }

    /// <summary>Operators of one level bind from left to right, and looser than those of the next.</summary>
    private Expression Binary(int level)
    {
        if (level == Operators.Levels.Count)
            return Unary(withFilter: true);

        var value = Binary(level + 1);
        while (tokens.Current is { Kind: TokenKind.Operator } token && Operators.Levels[level].TryGetValue(token.Text, out var operation))
        {
            tokens.Take();
            value = new BinaryExpression(value, Binary(level + 1), operation, token.Line);
        }

        return value;
    }

    private Expression Unary(bool withFilter)
    {
        tokens.Down();
        var line = tokens.Current.Line;
        Expression value;
        if (tokens.TakeOperator("-"))
            value = new UnaryExpression(Unary(withFilter: false), Operators.Negative, line);
        else if (tokens.TakeOperator("+"))
            value = new UnaryExpression(Unary(withFilter: false), Operators.Positive, line);
        else
            value = _primary.Read(this);

        value = _primary.ReadPostfix(value, this);
        if (withFilter)
            value = FiltersAndTests(value);

        tokens.Up();
        return value;
    }

    private Expression FiltersAndTests(Expression value)
    {
        while (true)
        {
            var line = tokens.Current.Line;
            if (tokens.TakeOperator("|"))
            {
                var (filter, arguments) = ReadFilter();
                value = new FilterExpression(value, filter, arguments, line);
            }
            else if (tokens.TakeName("is"))
            {
                value = Test(value, line);
            }
            else if (tokens.Current.IsOperator("("))
            {
                value = new CallExpression(value, ReadArguments(), line);
            }
            else
            {
                return value;
            }
        }
    }

    private Expression Test(Expression value, int line)
    {
        var isNegated = tokens.TakeName("not");
        var name = tokens.NeedAnyName();
        var test = ValueTests.Known.TryGetValue(name, out var known) ? known : NotKnown($"the test '{name}'", line);

        var arguments = ArgumentList.Empty;
        if (tokens.Current.IsOperator("("))
        {
            arguments = ReadArguments();
        }
        else if (BeginsArgument())
        {
            if (tokens.Current.IsName("is"))
                throw tokens.Malformed("tests cannot be chained with 'is'");

            tokens.Down();
            arguments = new ArgumentList([_primary.ReadPostfix(_primary.Read(this), this)], []);
            tokens.Up();
        }

        var result = new TestExpression(value, test, arguments, line);
        return isNegated ? new UnaryExpression(result, static value => !Truth.Of(value), line) : result;
    }

    private bool BeginsArgument() => tokens.Current.Kind switch
    {
        TokenKind.Name => !AfterTest.Contains(tokens.Current.Text, StringComparer.Ordinal),
        TokenKind.String or TokenKind.Integer or TokenKind.Float => true,
        TokenKind.Operator => tokens.Current.Text is "(" or "[" or "{",
        _ => false,
    };

    private bool IsEnd() => tokens.Current.Kind is TokenKind.PrintEnd or TokenKind.BlockEnd or TokenKind.End
        || tokens.Current.IsOperator(")");
}
