using System.Collections.Concurrent;

namespace HeavySim.Programs;

/// <summary>
/// Tells programs by what they do: marks them by their problem's tests, and puts those together that give the same results on the inputs
/// that the question shows and on others near them (dual execution agreement: Chen et al. 2022, CodeT, arXiv:2207.10397). A program is run
/// once for both, and equal programs once.
/// </summary>
internal sealed class ProgramExaminer(PythonSandbox sandbox) : IProgramExaminer
{
    private readonly ProgramRunner _runner = new(sandbox);
    private readonly ConcurrentDictionary<(string Problem, string Program), Lazy<Task<Examination?>>> _known = new();

    /// <inheritdoc/>
    public string Version => "heavysim-tests/1";

    /// <summary>Whether a problem has tests that can be run.</summary>
    public static bool CanTest(Problem problem) => problem.Kind == AnswerKind.Code && TestSuiteReader.Read(problem) is not null;

    /// <summary>Opens the sandbox.</summary>
    /// <exception cref="SandboxException">Programs cannot be isolated here; the message says why.</exception>
    public static async Task<ProgramExaminer> OpenAsync(CancellationToken cancellationToken) =>
        new(await PythonSandbox.OpenAsync(ProgramRunner.Limits, cancellationToken));

    /// <inheritdoc/>
    public async Task<Answer> ClassifyAsync(Problem problem, Answer answer, CancellationToken cancellationToken) =>
        !BehaviourKey.Is(answer.Key) && await ExamineAsync(problem, answer, cancellationToken) is { Key: { } key }
            ? answer with { Key = key }
            : answer;

    /// <inheritdoc/>
    public async Task<TestReport?> TestAsync(Problem problem, Answer answer, CancellationToken cancellationToken) =>
        (await ExamineAsync(problem, answer, cancellationToken))?.Report;

    private Task<Examination?> ExamineAsync(Problem problem, Answer answer, CancellationToken cancellationToken) =>
        problem.Kind == AnswerKind.Code
            ? OutsideWork.RunAsync(() => OnceAsync(problem, answer.Text, cancellationToken))
            : Task.FromResult<Examination?>(null);

    /// <summary>The tests are read for each program anew: those of a whole set may be larger than the memory.</summary>
    private async Task<Examination?> RunAsync(Problem problem, string program, CancellationToken cancellationToken) =>
        TestSuiteReader.Read(problem) is not { } suite ? null
            : suite.Fault is { } fault ? new Examination(new TestReport(0, 1, TestEnd.Untestable, fault), Key: null)
            : await Examination.RunAsync(_runner, suite, program, cancellationToken);

    /// <summary>What was begun for another is waited for; what was cancelled with it, or has failed, is begun again.</summary>
    private async Task<Examination?> OnceAsync(Problem problem, string program, CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = (problem.Id, program);
            var examination = _known.GetOrAdd(key, _ => new(() => RunAsync(problem, program, cancellationToken)));
            try
            {
                return await examination.Value;
            }
            catch
            {
                _known.TryRemove(new(key, examination));
                cancellationToken.ThrowIfCancellationRequested();
                if (!examination.Value.IsCanceled)
                    throw;
            }
        }
    }
}
