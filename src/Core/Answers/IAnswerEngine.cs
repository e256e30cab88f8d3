namespace HeavySim.Core;

/// <summary>
/// Finds, normalises and grades answers. Implementations are pure, thread-safe, never throw on any text, and run in time linear in it.
/// </summary>
public interface IAnswerEngine
{
    /// <summary>Name and version, recorded with every grade: the checker changes the result by points.</summary>
    string Version { get; }

    /// <summary>Finds the answer in a model's text, or null when there is none (the model abstained).</summary>
    Answer? Extract(Problem problem, string text);

    /// <summary>Reads a bare answer (a gold, a recorded sample), or null when it is blank.</summary>
    Answer? Read(Problem problem, string answer);

    /// <summary>Marks an answer against the problem's gold; a null answer abstains.</summary>
    Grade Grade(Problem problem, Answer? answer);
}
