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

    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;
    private int _loops;

    private TemplateParser(TokenReader tokens)
    {
        _tokens = tokens;
        _expressions = new ExpressionParser(_tokens);
    }

    /// <summary>The statements of a template.</summary>
    public static IReadOnlyList<Statement> Read(string source) => new TemplateParser(new TokenReader(Lexer.Read(source))).Body().Body;

    /// <summary>Statements up to one of the words that end them, which is taken; without such words, up to the end.</summary>
    private (IReadOnlyList<Statement> Body, string End) Body(params string[] ends)
    {
        _tokens.Down();
        var body = new List<Statement>();
        while (_tokens.Current.Kind != TokenKind.End)
        {
            var token = _tokens.Take();
            if (token.Kind == TokenKind.Text)
                body.Add(new TextStatement(token.Text, token.Line));
            else if (token.Kind == TokenKind.PrintBegin)
                body.Add(Print(token.Line));
            else if (_tokens.Current.Kind == TokenKind.Name && ends.Contains(_tokens.Current.Text, StringComparer.Ordinal))
                return Ended(body, _tokens.Take().Text);
            else
                body.Add(Block(token.Line));
        }

        return ends.Length == 0 ? Ended(body, "") : throw _tokens.Expected($"'{ends[^1]}'");
    }

    private (IReadOnlyList<Statement> Body, string End) Ended(List<Statement> body, string end)
    {
        _tokens.Up();
        return (body, end);
    }

    private PrintStatement Print(int line)
    {
        var value = _expressions.ReadTuple();
        _tokens.Need(TokenKind.PrintEnd, "'}}'");
        return new PrintStatement(value, line);
    }

    private Statement Block(int line)
    {
        var name = _tokens.NeedAnyName();
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
            var condition = word == "else" ? null : _expressions.ReadTuple(withCondition: false);
            EndBlock();
            _tokens.DownBranch();
            var (body, end) = word == "else" ? Body("endif") : Body("elif", "else", "endif");
            _tokens.UpBranch();
            branches.Add((condition, body));
            word = end;
        }

        EndBlock();
        return new IfStatement(branches, line);
    }

    private ForStatement For(int line)
    {
        var target = Target(withNamespace: false);
        _tokens.NeedName("in");
        var items = _expressions.ReadTuple(withCondition: false);
        var condition = _tokens.TakeName("if") ? _expressions.Read() : null;
        if (_tokens.Current.IsName("recursive"))
            throw TemplateException.Unknown("a recursive loop", line);

        EndBlock();
        _loops++;
        var (body, end) = Body("else", "endfor");
        _loops--;
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
        if (_tokens.TakeOperator("="))
        {
            var value = _expressions.ReadTuple();
            EndBlock();
            return new SetStatement(target, value, line);
        }

        var filters = BlockFilters(isFirst: false);
        return new SetBlockStatement(target, filters, Inside("endset"), line);
    }

    private MacroStatement Macro(int line)
    {
        var name = _tokens.NeedAnyName();
        _tokens.NeedOperator("(");
        return new MacroStatement(name, Parameters(), Inside("endmacro"), line);
    }

    private CallStatement Call(int line)
    {
        var parameters = _tokens.TakeOperator("(") ? Parameters() : [];
        return _expressions.Read() is CallExpression call
            ? new CallStatement(call, parameters, Inside("endcall"), line)
            : throw new TemplateException(TemplateFault.Malformed, "'call' needs the call of a macro", line);
    }

    /// <summary>Parameters of a macro up to the closing bracket.</summary>
    private List<MacroParameter> Parameters()
    {
        var parameters = new List<MacroParameter>();
        while (!_tokens.TakeOperator(")"))
        {
            if (parameters.Count > 0)
                _tokens.NeedOperator(",");

            var parameter = _tokens.NeedAnyName();
            var byDefault = _tokens.TakeOperator("=") ? _expressions.Read() : null;
            if (byDefault is null && parameters.Count > 0 && parameters[^1].Default is not null)
                throw _tokens.Malformed($"'{parameter}' needs a default, since a parameter before it has one");

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
        if (_loops == 0)
            throw new TemplateException(TemplateFault.Malformed, "a jump stands outside of a loop", line);

        EndBlock();
        return new JumpStatement(flow, line);
    }

    /// <summary>The body of a block that holds no part of a loop around it.</summary>
    private IReadOnlyList<Statement> Inside(string end)
    {
        EndBlock();
        var outer = _loops;
        _loops = 0;
        _tokens.DownBranch();
        var body = Body(end).Body;
        _tokens.UpBranch();
        _loops = outer;
        EndBlock();
        return body;
    }

    private BlockFilters BlockFilters(bool isFirst)
    {
        var filters = new List<(Operation, ArgumentList)>();
        if (isFirst)
            filters.Add(_expressions.ReadFilter());
        while (_tokens.TakeOperator("|"))
            filters.Add(_expressions.ReadFilter());

        return new BlockFilters(filters);
    }

    private AssignmentTarget Target(bool withNamespace)
    {
        var parts = new List<AssignmentTarget>();
        var isSeveral = false;
        var isBracketed = _tokens.TakeOperator("(");
        do
        {
            if (parts.Count > 0 && _tokens.Current is (not { Kind: TokenKind.Name }) or { Text: "in" })
                break;

            parts.Add(OneTarget(withNamespace));
        }
        while (_tokens.TakeOperator(",") && (isSeveral = true));

        if (isBracketed)
            _tokens.NeedOperator(")");

        return isSeveral ? new AssignmentTarget.Several(parts) : parts[0];
    }

    private AssignmentTarget OneTarget(bool withNamespace)
    {
        var name = _tokens.NeedAnyName();
        if (name is "true" or "false" or "none" or "True" or "False" or "None")
            throw _tokens.Malformed($"'{name}' cannot be set");

        return withNamespace && _tokens.TakeOperator(".")
            ? new AssignmentTarget.Attribute(name, _tokens.NeedAnyName())
            : new AssignmentTarget.Variable(name);
    }

    private void EndBlock() => _tokens.Need(TokenKind.BlockEnd, "'%}'");
}
