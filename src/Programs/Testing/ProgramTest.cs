namespace HeavySim.Programs;

/// <summary>One test of a program: a closed family.</summary>
internal abstract record ProgramTest
{
    private ProgramTest()
    {
    }

    /// <summary>The program is run on its own.</summary>
    /// <param name="Text">Its standard input.</param>
    /// <param name="Expected">What it has to write.</param>
    public sealed record Input(string Text, string Expected) : ProgramTest;

    /// <summary>The function is called.</summary>
    /// <param name="Arguments">Its arguments, a JSON array.</param>
    /// <param name="Expected">Its result, JSON.</param>
    /// <param name="Wrapped">The same as some sets wrap it, in a list of one, which is right too; or null.</param>
    public sealed record Call(JsonElement Arguments, JsonElement Expected, JsonElement? Wrapped = null) : ProgramTest;

    /// <summary>Assertions are run after the program; a function <c>check</c> is given the program's, unit tests are run.</summary>
    /// <param name="Code">Python.</param>
    public sealed record Script(string Code) : ProgramTest;
}
