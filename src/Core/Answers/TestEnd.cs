namespace HeavySim.Core;

/// <summary>What ended the tests of a program.</summary>
public enum TestEnd
{
    /// <summary>All passed.</summary>
    Passed,

    /// <summary>A test's output, result or assertion was wrong.</summary>
    WrongAnswer,

    /// <summary>The program raised an error, or ended itself before its test did.</summary>
    RuntimeError,

    /// <summary>A test took too long.</summary>
    TimeLimit,

    /// <summary>The program asked for more memory than it may have.</summary>
    MemoryLimit,

    /// <summary>The program wrote far more than any right answer has.</summary>
    OutputLimit,

    /// <summary>The text is no program: it does not compile.</summary>
    CompileError,

    /// <summary>The tests themselves cannot be read or run here: nothing is known of the program.</summary>
    Untestable,
}
