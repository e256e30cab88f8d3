namespace HeavySim.Experiments.Runs;

/// <summary>Marks answers: by reading them, and the programs of code problems by running their tests.</summary>
/// <param name="answers">Reads.</param>
/// <param name="programs">Runs programs; null where none can be run: they stay ungraded.</param>
internal sealed class Grader(IAnswerEngine answers, IProgramExaminer? programs = null)
{
    /// <summary>
    /// The mark of an answer, or of none. It cannot be cancelled: the answer is paid for, and what was begun of its tests ends within their
    /// limits.
    /// </summary>
    /// <exception cref="HeavySimException">The sandbox has failed.</exception>
    public async ValueTask<Mark> MarkAsync(Problem problem, Answer? answer) =>
        answer is not null && programs is not null
            && await programs.TestAsync(problem, answer, CancellationToken.None) is { } report
            ? new Mark(report.Grade, programs.Version, report)
            : new Mark(answers.Grade(problem, answer), answers.Version, null);
}

/// <summary>A mark and who gave it.</summary>
/// <param name="Grade">The mark.</param>
/// <param name="Checker">Name and version of who gave it.</param>
/// <param name="Tests">How the program fared, where it was run.</param>
internal sealed record Mark(Grade Grade, string Checker, TestReport? Tests);
