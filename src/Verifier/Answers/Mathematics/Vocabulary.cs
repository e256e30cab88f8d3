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
        ["cong"] = '≈',
        ["pm"] = '±', ["mp"] = '∓', ["cup"] = '∪', ["in"] = '∈', ["infty"] = '∞',
        ["emptyset"] = '∅', ["varnothing"] = '∅', ["circ"] = '°', ["degree"] = '°',
        ["lvert"] = '|', ["rvert"] = '|', ["vert"] = '|', ["mid"] = '|',
        ["lfloor"] = '⌊', ["rfloor"] = '⌋', ["lceil"] = '⌈', ["rceil"] = '⌉',
        ["langle"] = '(', ["rangle"] = ')', ["lbrace"] = '⟨', ["rbrace"] = '⟩', ["lbrack"] = '[', ["rbrack"] = ']',
        ["quad"] = ',', ["qquad"] = ',', ["colon"] = ':', ["land"] = '∧', ["lor"] = ',',
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
        ["abs"] = MathFunction.Abs, ["floor"] = MathFunction.Floor, ["ceil"] = MathFunction.Ceiling,
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

    /// <summary>LaTeX commands with structure, by the name the parser knows them under.</summary>
    public static FrozenDictionary<string, string> Commands { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["frac"] = "frac", ["dfrac"] = "frac", ["tfrac"] = "frac", ["cfrac"] = "frac",
        ["binom"] = "binom", ["dbinom"] = "binom", ["tbinom"] = "binom", ["sqrt"] = "sqrt", ["begin"] = "begin", ["end"] = "end",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>LaTeX commands that say nothing about the value.</summary>
    public static FrozenSet<string> Silent { get; } = new[]
    {
        "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "textstyle", "limits",
        "boldsymbol", "mathbf", "mathit", "mathbb", "rm", "bf", "it",
    }.ToFrozenSet(StringComparer.Ordinal);
}
