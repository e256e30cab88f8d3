using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Reporting.Tests;

/// <summary>A run in a store of its own, written attempt by attempt, gone afterwards.</summary>
internal sealed class RecordedRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heavysim-report-").FullName;
    private readonly List<(Problem Problem, List<RecordedAttempt> Attempts, RecordedSolution? Solution)> _problems = [];

    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>A problem whose agents gave these answers; null abstains. Right is what equals the gold.</summary>
    public RecordedRun With(string id, string question, string? gold, params string?[] answers)
    {
        var problem = new Problem { Id = id, Question = question, Gold = gold, Category = id.Split('-')[0] };
        _problems.Add((problem, [.. answers.Select((answer, i) => Attempt(problem, i, answer))], null));
        return this;
    }

    /// <summary>Lets a selector have chosen an answer for the problem added last, after these findings.</summary>
    public RecordedRun Chosen(string? answer, double confidence, params Finding[] findings)
    {
        var (problem, attempts, _) = _problems[^1];
        var ballot = Ballot.Of([.. attempts.Select(static a => a.Attempt)]);
        var solution = new Solution
        {
            Problem = problem,
            Selection = new Selection { Method = "best", Answer = answer is null
                ? null : new Answer(answer, answer, AnswerSource.Given), Confidence = confidence },
            Ballot = ballot,
            Attempts = [.. attempts.Select(static a => a.Attempt)],
            Findings = findings,
            Missing = [],
            Usage = new Usage { Calls = attempts.Count, InputTokens = 100, OutputTokens = 900, Cost = 0.01m },
            Elapsed = TimeSpan.FromSeconds(5 + _problems.Count),
        };
        _problems[^1] = (problem, attempts, new RecordedSolution(solution, GradeOf(problem, answer), "test 1"));
        return this;
    }

    /// <summary>Lets the solution of the problem added last rest on a search tree.</summary>
    public RecordedRun Searched(params SearchNode[] tree)
    {
        var (problem, attempts, solution) = _problems[^1];
        _problems[^1] = (problem, attempts, solution is null ? null : solution with { Solution = solution.Solution with { Tree = tree } });
        return this;
    }

    /// <summary>Takes the marks from all that was added so far, as where code was asked for and nobody ran it.</summary>
    public RecordedRun Unmarked()
    {
        for (var p = 0; p < _problems.Count; p++)
        {
            var (problem, attempts, solution) = _problems[p];
            _problems[p] = (
                problem,
                attempts.ConvertAll(static a => a with { Grade = a.Attempt.Answer is null ? Grade.Abstained : Grade.Ungraded }),
                solution is null ? null : solution with { Grade = Grade.Ungraded });
        }

        return this;
    }

    public RecordedRun Saying(string text)
    {
        var (_, attempts, _) = _problems[^1];
        for (var i = 0; i < attempts.Count; i++)
            attempts[i] = attempts[i] with { Attempt = attempts[i].Attempt with { Text = text } };
        return this;
    }

    public async Task<RunReader> SaveAsync(string name)
    {
        var store = RunStore.Open(File("runs.db"));
        var settings = new RunSettings
        {
            Name = name,
            Seed = 1,
            IsSimulated = true,
            Options = new Dictionary<string, string> { ["agents"] = "4", ["select"] = "best" },
        };
        await using (var journal = store.Begin(
            settings, ProblemSet.Of("made-up", [.. _problems.Select(static p => p.Problem)]), TimeProvider.System))
        {
            foreach (var (_, attempts, solution) in _problems)
            {
                foreach (var attempt in attempts)
                    journal.Append(attempt);
                if (solution is not null)
                    journal.Append(solution);
            }
        }

        return store.Read(name);
    }

    public async Task<ReportedRun> ReadAsync(string name, ReportReplays? options = null)
    {
        var reader = await SaveAsync(name);
        return new ReportedRun(await ReportModelBuilder.BuildAsync(reader, options
            ?? new ReportReplays(), TestContext.Current.CancellationToken), reader);
    }

    public async Task<string> PageAsync(string name = "made-up run")
    {
        using var writer = new StringWriter();
        ReportPage.Write(writer, [await ReadAsync(name)], TestContext.Current.CancellationToken);
        return writer.ToString();
    }

    public static Verdict Verdict(string about, Judgement judgement) => new()
    {
        Checker = new AgentCard(1, "m", "e", "check", null),
        Method = "verdict",
        AnswerKey = about,
        Judgement = judgement,
        Text = "I looked at it twice.",
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RecordedAttempt Attempt(Problem problem, int agent, string? answer) => new(
        new Attempt
        {
            ProblemId = problem.Id,
            Agent = new AgentCard(agent, "m", "e", "steps", 0.7),
            Outcome = answer is null
                ? new Outcome.Abstained("no answer found") : new Outcome.Answered(new Answer(answer, answer, AnswerSource.Boxed)),
            Text = $"Agent {agent} thinks it is {answer}.",
            Usage = new Usage { Calls = 1, InputTokens = 100, OutputTokens = 200, Cost = 0.002m },
            Elapsed = TimeSpan.FromSeconds(2 + agent),
            Confidence = 0.8,
        },
        GradeOf(problem, answer),
        "test 1");

    private static Grade GradeOf(Problem problem, string? answer) =>
        answer is null ? Grade.Abstained : problem.Gold is null ? Grade.Ungraded : answer == problem.Gold ? Grade.Correct : Grade.Incorrect;
}
