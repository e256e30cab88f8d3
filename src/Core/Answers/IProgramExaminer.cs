namespace HeavySim.Core;

/// <summary>
/// Runs the programs that answer code problems: what a program is right for, and which programs do the same, is seen from what they do.
/// Implementations are safe to call concurrently; a virtual clock stands still meanwhile.
/// </summary>
public interface IProgramExaminer
{
    /// <summary>Name and version, recorded with every grade.</summary>
    string Version { get; }

    /// <summary>
    /// The answer under the key of what its program does on the inputs that its question shows and on others near them, as
    /// <see cref="BehaviourKey"/> writes it. The answer as it is where nothing can be told: another kind of problem, no inputs, or a
    /// program that gives no result on any.
    /// </summary>
    Task<Answer> ClassifyAsync(Problem problem, Answer answer, CancellationToken cancellationToken);

    /// <summary>Tests the program of an answer; null where the problem has no tests that can be run.</summary>
    Task<TestReport?> TestAsync(Problem problem, Answer answer, CancellationToken cancellationToken);
}
