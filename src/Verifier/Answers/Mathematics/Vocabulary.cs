using System.Collections.Frozen;

namespace HeavySim.Verifier.Answers;

/// <summary>The names of mathematics, in LaTeX and in plain text.</summary>
internal static class Vocabulary
{
    /// <summary>LaTeX commands that stand for one symbol.</summary>
    public static FrozenDictionary<string, char> Symbols { get; } = new Dictionary<string, char>(StringComparer.Ordinal)
    {
        ["cdot"] = '*', ["times"] = '*', ["ast"] = '*', ["div"] = '/',
        ["le"] = '≤', ["leq"] = '≤', ["leqslant"] = '≤', ["ge"] = '≥', ["geq"] = '≥', ["geqslant"] = '≥',
        ["lt"] = '<', ["gt"] = '>', ["ne"] = '≠', ["neq"] = '≠', ["equiv"] = '=',
        ["approx"] = '≈', ["simeq"] = '≈', ["thickapprox"] = '≈', ["doteq"] = '≈', ["sim"] = '≈',
        ["cong"] = '≅',
        ["pm"] = '±', ["mp"] = '∓', ["cup"] = '∪', ["in"] = '∈', ["infty"] = '∞',
        ["emptyset"] = '∅', ["varnothing"] = '∅', ["circ"] = '°', ["degree"] = '°',
        ["lvert"] = '|', ["rvert"] = '|', ["vert"] = '|', ["mid"] = '|',
        ["lfloor"] = '⌊', ["rfloor"] = '⌋', ["lceil"] = '⌈', ["rceil"] = '⌉',
        ["langle"] = '(', ["rangle"] = ')', ["lbrace"] = '⟨', ["rbrace"] = '⟩', ["lbrack"] = '[', ["rbrack"] = ']',
        ["lVert"] = '|', ["rVert"] = '|', ["Vert"] = '|', ["ulcorner"] = '⌈', ["urcorner"] = '⌉', ["llcorner"] = '⌊', ["lrcorner"] = '⌋',
        ["lgroup"] = '(', ["rgroup"] = ')', ["lparen"] = '(', ["rparen"] = ')', ["lang"] = '(', ["rang"] = ')',
        ["quad"] = ',', ["qquad"] = ',', ["colon"] = ':', ["land"] = '⋀', ["lor"] = '⋁', ["wedge"] = '⋀', ["vee"] = '⋁',
        ["cap"] = '∩', ["setminus"] = '∖', ["backslash"] = '∖', ["smallsetminus"] = '∖',
        ["bmod"] = '⊙', ["mod"] = '⊙',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of functions, with and without the backslash.</summary>
    public static FrozenDictionary<string, MathFunction> Functions { get; } = new Dictionary<string, MathFunction>(StringComparer.Ordinal)
    {
        ["sin"] = MathFunction.Sin, ["cos"] = MathFunction.Cos, ["tan"] = MathFunction.Tan,
        ["cot"] = MathFunction.Cot, ["sec"] = MathFunction.Sec, ["csc"] = MathFunction.Csc,
        ["arcsin"] = MathFunction.Arcsin, ["arccos"] = MathFunction.Arccos, ["arctan"] = MathFunction.Arctan,
        ["asin"] = MathFunction.Arcsin, ["acos"] = MathFunction.Arccos, ["atan"] = MathFunction.Arctan,
        ["sinh"] = MathFunction.Sinh, ["cosh"] = MathFunction.Cosh, ["tanh"] = MathFunction.Tanh,
        ["ln"] = MathFunction.Ln, ["log"] = MathFunction.Log, ["lg"] = MathFunction.Log, ["exp"] = MathFunction.Exp,
        ["abs"] = MathFunction.Abs, ["floor"] = MathFunction.Floor, ["ceil"] = MathFunction.Ceiling, ["ceiling"] = MathFunction.Ceiling,
        ["coth"] = MathFunction.Coth, ["sech"] = MathFunction.Sech, ["csch"] = MathFunction.Csch,
        ["arccot"] = MathFunction.Arccot, ["arcsec"] = MathFunction.Arcsec, ["arccsc"] = MathFunction.Arccsc,
        ["arcsinh"] = MathFunction.Arsinh, ["arsinh"] = MathFunction.Arsinh, ["asinh"] = MathFunction.Arsinh,
        ["arccosh"] = MathFunction.Arcosh, ["arcosh"] = MathFunction.Arcosh, ["acosh"] = MathFunction.Arcosh,
        ["arctanh"] = MathFunction.Artanh, ["artanh"] = MathFunction.Artanh, ["atanh"] = MathFunction.Artanh,
        ["arctg"] = MathFunction.Arctan, ["cosec"] = MathFunction.Csc,
        ["gcd"] = MathFunction.Gcd, ["lcm"] = MathFunction.Lcm, ["max"] = MathFunction.Max, ["min"] = MathFunction.Min,
        ["factorial"] = MathFunction.Factorial, ["binomial"] = MathFunction.Choose,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names with a fixed value.</summary>
    public static FrozenSet<string> Constants { get; } = new[] { "pi", "e", "i" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Greek letters that serve as variables.</summary>
    public static FrozenSet<string> Greek { get; } = new[]
    {
        "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta", "iota", "kappa", "lambda", "mu",
        "nu", "xi", "rho", "sigma", "tau", "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi",
        "Pi", "Sigma", "Phi", "Psi", "Omega", "ell",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Greek letters that are written as such, by their names.</summary>
    public static FrozenDictionary<char, string> GreekLetters { get; } = new Dictionary<char, string>
    {
        ['α'] = "alpha", ['β'] = "beta", ['γ'] = "gamma", ['δ'] = "delta", ['ε'] = "epsilon", ['ζ'] = "zeta", ['η'] = "eta",
        ['θ'] = "theta", ['ι'] = "iota", ['κ'] = "kappa", ['λ'] = "lambda", ['μ'] = "mu", ['µ'] = "mu", ['ν'] = "nu", ['ξ'] = "xi",
        ['ρ'] = "rho", ['σ'] = "sigma", ['τ'] = "tau", ['υ'] = "upsilon", ['φ'] = "phi", ['ϕ'] = "phi", ['χ'] = "chi", ['ψ'] = "psi",
        ['ω'] = "omega", ['Γ'] = "Gamma", ['Δ'] = "Delta", ['Θ'] = "Theta", ['Λ'] = "Lambda", ['Ξ'] = "Xi", ['Π'] = "Pi",
        ['Σ'] = "Sigma", ['Φ'] = "Phi", ['Ψ'] = "Psi", ['Ω'] = "Omega", ['ℓ'] = "ell",
    }.ToFrozenDictionary();

    /// <summary>Letters that name functions wherever a bracket follows.</summary>
    public static FrozenSet<string> FunctionLetters { get; } =
        new[] { "f", "g", "F", "G", "T", "phi", "varphi", "psi", "sigma", "tau", "zeta" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Short words of prose that are no products of letters: "the sum is".</summary>
    public static FrozenSet<string> Words { get; } = new[]
    {
        "the", "is", "are", "was", "has", "its", "of", "for", "get", "per", "day", "all", "any", "not", "sum", "we", "so", "var", "cov",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Commands that set an accent on a name, by what the accent is called here.</summary>
    public static FrozenDictionary<string, string> Accents { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bar"] = "bar", ["overline"] = "bar", ["vec"] = "vec", ["overrightarrow"] = "vec", ["hat"] = "hat", ["widehat"] = "hat",
        ["tilde"] = "tilde", ["widetilde"] = "tilde", ["underline"] = "under", ["dot"] = "dot", ["ddot"] = "ddot",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>LaTeX commands with structure, by the name the parser knows them under.</summary>
    public static FrozenDictionary<string, string> Commands { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["frac"] = "frac", ["dfrac"] = "frac", ["tfrac"] = "frac", ["cfrac"] = "frac",
        ["binom"] = "binom", ["dbinom"] = "binom", ["tbinom"] = "binom", ["sqrt"] = "sqrt", ["begin"] = "begin", ["end"] = "end",
        ["det"] = "det",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>LaTeX commands that say nothing about the value.</summary>
    public static FrozenSet<string> Silent { get; } = new[]
    {
        "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "textstyle", "limits",
        "boldsymbol", "mathbf", "mathit", "mathbb", "mathnormal", "bm", "rm", "bf", "it", "mleft", "mright", "middle", "scriptstyle",
        "nolimits", "allowbreak", "nobreak", "biggl", "biggr", "Biggl", "Biggr", "bigm", "displaylimits", "hline", "ensuremath", "relax",
    }.ToFrozenSet(StringComparer.Ordinal);
}
