namespace HeavySim.Programs;

/// <summary>The tests of a code problem, and what of them its question shows.</summary>
internal sealed record TestSuite
{
    /// <summary>The tests, in their order; never empty, unless they are at fault.</summary>
    public required IReadOnlyList<ProgramTest> Tests { get; init; }

    /// <summary>Why the tests cannot be run, or null: then there are none.</summary>
    public string? Fault { get; init; }

    /// <summary>The function that is called, or null where programs read standard input.</summary>
    public string? Entry { get; init; }

    /// <summary>The code of the question, from which a completion goes on; empty where the answer is a whole program.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>What is run before the program.</summary>
    public string Setup { get; init; } = "";

    /// <summary>The text that shows calls of the function, with their results or without.</summary>
    public string Shown { get; init; } = "";

    /// <summary>The tests that the question shows, where they are kept apart from the others.</summary>
    public IReadOnlyList<ProgramTest> Visible { get; init; } = [];
}
