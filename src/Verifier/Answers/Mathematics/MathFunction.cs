namespace HeavySim.Verifier.Answers;

/// <summary>The functions that answers use. Root, Log and Choose take a second argument.</summary>
internal enum MathFunction
{
    Root,
    Log,
    Choose,
    Ln,
    Exp,
    Abs,
    Floor,
    Ceiling,
    Factorial,
    Sin,
    Cos,
    Tan,
    Cot,
    Sec,
    Csc,
    Arcsin,
    Arccos,
    Arctan,
    Sinh,
    Cosh,
    Tanh,
}
