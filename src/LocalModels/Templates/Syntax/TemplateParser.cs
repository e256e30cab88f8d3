namespace HeavySim.LocalModels;

/// <summary>Reads the statements of a template; each one that is known is a line of a table.</summary>
internal sealed class TemplateParser
{
    private static readonly Dictionary<string, Func<TemplateParser, int, Statement>> Known = new(StringComparer.Ordinal)
    {
        ["if"] = static (parser, line) => parser.If(line),
        ["for"] = static (parser, line) => parser.For(line),
        ["set"] = static (parser, line) => parser.Set(line),
        ["macro"] = static (parser, line) => parser.Macro(line),
        ["call"] = static (parser, line) => parser.Call(line),
        ["filter"] = static (parser, line) => parser.Filter(line),
        ["generation"] = static (parser, line) => parser.Generation(line),
        ["break"] = static (parser, line) => parser.Jump(Flow.Break, line),
        ["continue"] = static (parser, line) => parser.Jump(Flow.Continue, line),
    };

    private readonly TokenReader tokens;
    private readonly ExpressionParser expressions;
    private int loops;

    private TemplateParser(TokenReader tokens)
    {
        this.tokens = tokens;
        expressions = new ExpressionParser(tokens);
    }

    /// <summary>The statements of a template.</summary>
    public static IReadOnlyList<Statement> Read(string source) => new TemplateParser(new TokenReader(Lexer.Read(source))).Body().Body;

    /// <summary>Statements up to one of the words that end them, which is taken; without such words, up to the end.</summary>
    private (IReadOnlyList<Statement> Body, string End) Body(params string[] ends)
    {
        tokens.Down();
        var body = new List<Statement>();
        while (tokens.Current.Kind != TokenKind.End)
        {
            var token = tokens.Take();
            if (token.Kind == TokenKind.Text)
                body.Add(new TextStatement(token.Text, token.Line));
            else if (token.Kind == TokenKind.PrintBegin)
                body.Add(Print(token.Line));
            else if (tokens.Current.Kind == TokenKind.Name && ends.Contains(tokens.Current.Text, StringComparer.Ordinal))
                return Ended(body, tokens.Take().Text);
            else
                body.Add(Block(token.Line));
        }

        return ends.Length == 0 ? Ended(body, "") : throw tokens.Expected($"'{ends[^1]}'");
    }

    private (IReadOnlyList<Statement> Body, string End) Ended(List<Statement> body, string end)
    {
        tokens.Up();
        return (body, end);
    }

    private PrintStatement Print(int line)
    {
        var value = expressions.ReadTuple();
        tokens.Need(TokenKind.PrintEnd, "'}}'");
        return new PrintStatement(value, line);
    }

    private Statement Block(int line)
    {
        var name = tokens.NeedAnyName();
        if (Known.TryGetValue(name, out var read))
            return read(this, line);

        throw name.StartsWith("end", StringComparison.Ordinal) || name is "elif" or "else"
            ? new TemplateException(TemplateFault.Malformed, $"'{name}' ends nothing", line)
            : TemplateException.Unknown($"the statement '{name}'", line);
    }

    private IfStatement If(int line)
    {
        var branches = new List<(Expression?, IReadOnlyList<Statement>)>();
        var word = "if";
        while (word != "endif")
        {
            var condition = word == "else" ? null : expressions.ReadTuple(withCondition: false);
            EndBlock();
            tokens.DownBranch();
            var (body, end) = word == "else" ? Body("endif") : Body("elif", "else", "endif");
            tokens.UpBranch();
            branches.Add((condition, body));
            word = end;
        }

        EndBlock();
        return new IfStatement(branches, line);
    }

    private ForStatement For(int line)
    {
        var target = Target(withNamespace: false);
        tokens.NeedName("in");
        var items = expressions.ReadTuple(withCondition: false);
        var condition = tokens.TakeName("if") ? expressions.Read() : null;
        if (tokens.Current.IsName("recursive"))
            throw TemplateException.Unknown("a recursive loop", line);

        EndBlock();
        loops++;
        var (body, end) = Body("else", "endfor");
        loops--;
        IReadOnlyList<Statement> otherwise = [];
        if (end == "else")
        {
            EndBlock();
            otherwise = Body("endfor").Body;
        }

        EndBlock();
        return new ForStatement(target, items, condition, body, otherwise, line);
    }

    private Statement Set(int line)
    {
        var target = Target(withNamespace: true);
        if (tokens.TakeOperator("="))
        {
            var value = expressions.ReadTuple();
            EndBlock();
            return new SetStatement(target, value, line);
        }

        var filters = BlockFilters(isFirst: false);
        return new SetBlockStatement(target, filters, Inside("endset"), line);
    }

    private MacroStatement Macro(int line)
    {
        var name = tokens.NeedAnyName();
        tokens.NeedOperator("(");
        return new MacroStatement(name, Parameters(), Inside("endmacro"), line);
    }

    private CallStatement Call(int line)
    {
        var parameters = tokens.TakeOperator("(") ? Parameters() : [];
        return expressions.Read() is CallExpression call
            ? new CallStatement(call, parameters, Inside("endcall"), line)
            : throw new TemplateException(TemplateFault.Malformed, "'call' needs the call of a macro", line);
    }

    /// <summary>Parameters of a macro up to the closing bracket.</summary>
    private List<MacroParameter> Parameters()
    {
        var parameters = new List<MacroParameter>();
        while (!tokens.TakeOperator(")"))
        {
            if (parameters.Count > 0)
                tokens.NeedOperator(",");

            var parameter = tokens.NeedAnyName();
            var byDefault = tokens.TakeOperator("=") ? expressions.Read() : null;
            if (byDefault is null && parameters.Count > 0 && parameters[^1].Default is not null)
                throw tokens.Malformed($"'{parameter}' needs a default, since a parameter before it has one");

            parameters.Add(new MacroParameter(parameter, byDefault));
        }

        return parameters;
    }

    private BlockStatement Filter(int line)
    {
        var filters = BlockFilters(isFirst: true);
        return new BlockStatement(filters, Inside("endfilter"), line);
    }

    /// <summary>Training marks with it what the model wrote; here it only is text.</summary>
    private BlockStatement Generation(int line) => new(new BlockFilters([]), Inside("endgeneration"), line);

    private JumpStatement Jump(Flow flow, int line)
    {
        if (loops == 0)
            throw new TemplateException(TemplateFault.Malformed, "a jump stands outside of a loop", line);

        EndBlock();
        return new JumpStatement(flow, line);
    }

    /// <summary>The body of a block that holds no part of a loop around it.</summary>
    private IReadOnlyList<Statement> Inside(string end)
    {
        EndBlock();
        var outer = loops;
        loops = 0;
        tokens.DownBranch();
        var body = Body(end).Body;
        tokens.UpBranch();
        loops = outer;
        EndBlock();
        return body;
    }

    private BlockFilters BlockFilters(bool isFirst)
    {
        var filters = new List<(Operation, ArgumentList)>();
        if (isFirst)
            filters.Add(expressions.ReadFilter());
        while (tokens.TakeOperator("|"))
            filters.Add(expressions.ReadFilter());

        return new BlockFilters(filters);
    }

    private AssignmentTarget Target(bool withNamespace)
    {
        var parts = new List<AssignmentTarget>();
        var isSeveral = false;
        var isBracketed = tokens.TakeOperator("(");
        do
        {
            if (parts.Count > 0 && tokens.Current is (not { Kind: TokenKind.Name }) or { Text: "in" })
                break;

            parts.Add(OneTarget(withNamespace));
        }
        while (tokens.TakeOperator(",") && (isSeveral = true));

        if (isBracketed)
            tokens.NeedOperator(")");

        return isSeveral ? new AssignmentTarget.Several(parts) : parts[0];
    }

    private AssignmentTarget OneTarget(bool withNamespace)
    {
        var name = tokens.NeedAnyName();
        if (name is "true" or "false" or "none" or "True" or "False" or "None")
            throw tokens.Malformed($"'{name}' cannot be set");

        return withNamespace && tokens.TakeOperator(".")
            ? new AssignmentTarget.Attribute(name, tokens.NeedAnyName())
            : new AssignmentTarget.Variable(name);
    }

    private void EndBlock() => tokens.Need(TokenKind.BlockEnd, "'%}'");
}
