namespace HeavySim.Verifier.Answers;

/// <summary>
/// The functions that answers use. Root, Log, Choose and the remainder take a second argument; of the functions of several arguments
/// (greatest common divisor, least common multiple, largest, smallest) each is applied to what it gave for those before.
/// </summary>
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
    Coth,
    Sech,
    Csch,
    Arccot,
    Arcsec,
    Arccsc,
    Arsinh,
    Arcosh,
    Artanh,
    Gcd,
    Lcm,
    Max,
    Min,
    Mod,
}
