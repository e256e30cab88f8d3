using System.Security.Cryptography;
using System.Text;
using Dapper;
using HeavySim.Records.Problems;

namespace HeavySim.Records.Store;

/// <summary>
/// Reads a run, also while it is being written: each walk sees the run as it was when the walk began, in flat memory. Reading blocks, as
/// SQLite does, for microseconds a row.
/// </summary>
public sealed class RunReader
{
    private readonly string _path;
    private readonly long _run;
    private readonly long _set;

    internal RunReader(string path, long run, long set, RunSummary summary)
    {
        _path = path;
        _run = run;
        _set = set;
        Summary = summary;
    }

    /// <summary>The run at a glance, as it was when the reader was made.</summary>
    public RunSummary Summary { get; }

    /// <summary>True when both read the same run of the same store.</summary>
    internal bool IsSameAs(RunReader other) =>
        _run == other._run && string.Equals(Path.GetFullPath(_path), Path.GetFullPath(other._path), StringComparison.Ordinal);

    /// <summary>Every problem with all that was recorded of it, in the order of the set.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public IEnumerable<RecordedProblem> Problems() => StoreGuard.Guarded(_path, () => WalkProblems(null).Select(static read => read()));

    /// <summary>
    /// Every problem with all that those selectors read that ask no model: without texts, tools and tests, so that many are held at once.
    /// Of an attempt whose tokens nobody counted the text stays, as its length stands for them.
    /// </summary>
    /// <returns>For each problem what puts it together, which takes as long as reading it, and may be called on any thread.</returns>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    internal IEnumerable<Func<RecordedProblem>> Candidates() =>
        StoreGuard.Guarded(_path, () => WalkProblems(null, isWhole: false))
            .Select(read => (Func<RecordedProblem>)(() => StoreGuard.Guarded(_path, read)));

    /// <summary>One problem with all that was recorded of it, or null when the run has no such problem.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public RecordedProblem? Problem(string id) => StoreGuard.Guarded(_path, () => WalkProblems(id).FirstOrDefault()?.Invoke());

    /// <summary>Every problem without texts, in the order of the set.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    internal IEnumerable<ProblemOutline> Outlines() => StoreGuard.Guarded(_path, WalkOutlines);

    /// <summary>Which agents made any attempt, by index, ascending.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    internal IReadOnlyList<int> Agents() => StoreGuard.Guarded(_path, () =>
    {
        using var connection = StoreConnection.ForReading(_path);
        return connection.Query<int>("SELECT DISTINCT agent FROM attempts WHERE run = @run ORDER BY agent", new { run = _run }).ToList();
    });

    /// <summary>
    /// Which agents had which tools, and what they did with them, by agent; empty where no attempt had any to begin with.
    /// </summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public IReadOnlyList<ToolUse> Tools() => StoreGuard.Guarded(_path, () =>
    {
        using var connection = StoreConnection.ForReading(_path);
        return ToolRows.Read(connection, _run);
    });

    /// <summary>Attempts that were made again, by what had ended them.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    internal IReadOnlyList<(FailureNote Note, long Count)> Tries() => StoreGuard.Guarded(_path, () =>
    {
        using var connection = StoreConnection.ForReading(_path);
        var tries = new List<(FailureNote, long)>();
        // A store of the first version, opened for reading only, has no such table yet.
        if (StoreSchema.Check(connection, _path) < 2)
            return tries;

        using var command = connection.CreateCommand();
        command.CommandText = TryRows.Query;
        command.Parameters.AddWithValue("$run", _run);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (FailureNote.Of(row.GetString(0), row.TextAt(1), row.TextAt(3)) is { } note)
                tries.Add((note, row.GetInt64(2)));
        }

        return tries;
    });

    /// <summary>True when the token confidence of any attempt is on record.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    internal bool HasTokenConfidence() => StoreGuard.Guarded(_path, () =>
    {
        using var connection = StoreConnection.ForReading(_path);
        return StoreSchema.Check(connection, _path) >= StoreSchema.WithTokenConfidence && connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM attempts WHERE run = @run AND token_mean IS NOT NULL)", new { run = _run });
    });

    /// <summary>How the programs of the run's attempts fared in their tests: how many came to each end; empty where none was run.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    internal IReadOnlyList<(TestEnd End, long Count)> Tests() => StoreGuard.Guarded(_path, () =>
    {
        using var connection = StoreConnection.ForReading(_path);
        if (!ProblemRows.HasTests(connection, null, _run))
            return (IReadOnlyList<(TestEnd, long)>)[];

        const string Ends = "SELECT json_extract(tests, '$.end'), COUNT(*) FROM attempts WHERE run = @run AND tests IS NOT NULL GROUP BY 1";
        return connection.Query<(string End, long Count)>(Ends, new { run = _run })
            .Select(static row => (Enum.Parse<TestEnd>(row.End), row.Count))
            .OrderBy(static row => row.Item1)
            .ToList();
    });

    /// <summary>How many verdicts and comparisons were made, and how many of them told nothing.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    internal (long Calls, long Silent) Checks() => StoreGuard.Guarded(_path, () =>
    {
        const string Counts =
            """
            SELECT COUNT(*), COALESCE(SUM(COALESCE(json_extract(finding, '$.verdict.judgement') = 'Abstained',
              json_extract(finding, '$.comparison.preferredKey') IS NULL)), 0)
            FROM findings WHERE run = @run AND json_extract(finding, '$.revision') IS NULL
            """;
        using var connection = StoreConnection.ForReading(_path);
        return connection.QuerySingle<(long, long)>(Counts, new { run = _run });
    });

    /// <summary>How many of the set's problems name a tolerance of their own for right numbers.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    internal int TolerantProblems() => StoreGuard.Guarded(_path, () =>
    {
        using var connection = StoreConnection.ForReading(_path);
        return connection.ExecuteScalar<int>(ProblemRows.Tolerant, new { set = _set });
    });

    /// <summary>The run's problems.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public ProblemSet ProblemSet() => HeavySim.Records.Problems.ProblemSet.Of(Summary.ProblemSet, StoreGuard.Guarded(_path, WalkQuestions));

    /// <summary>
    /// A fingerprint of the run's content in a canonical order: SHA-256, 64 hexadecimal digits. Two simulated runs with equal settings have
    /// equal fingerprints, whatever their names and whenever they ran.
    /// </summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{Summary.Settings.Seed} {Summary.Settings.IsSimulated} {Summary.Settings.OptionsJson()} {Summary.ProblemDigest}");
        foreach (var problem in Problems())
        {
            foreach (var attempt in problem.Attempts)
                Add(JsonSerializer.Serialize(AttemptRecord.Of(attempt), OwnJson.Readable.AttemptRecord));
            if (problem.Solution is { } solution)
                Add(JsonSerializer.Serialize(SolutionRecord.Of(solution), OwnJson.Readable.SolutionRecord));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // JSON has no raw line breaks: the break keeps the records apart.
        void Add(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
    }

    private IEnumerable<Func<RecordedProblem>> WalkProblems(string? id, bool isWhole = true)
    {
        using var connection = StoreConnection.ForReading(_path);
        using var snapshot = connection.BeginTransaction(deferred: true);
        var first = id is null
            ? null
            : connection.ExecuteScalar<long?>(
                "SELECT ordinal FROM problems WHERE problem_set = @set AND id = @id", new { set = _set, id }, snapshot);
        if (id is not null && first is null)
            yield break;

        var one = first is null ? "" : $"AND problem = {first}";
        using var problems = new ProblemCursor(
            connection, snapshot,
            $"{ProblemRows.Query} {(first is null ? "" : $"AND ordinal = {first}")} ORDER BY ordinal",
            ("$set", _set));
        var cards = AttemptRows.CardsOf(connection, snapshot, _run);
        var query = AttemptRows.QueryOf(StoreSchema.Check(connection, _path), isWhole);
        using var attempts = new ProblemCursor(connection, snapshot, $"{query} {one} {AttemptRows.Order}", ("$run", _run));
        using var findings = new ProblemCursor(
            connection, snapshot,
            $"SELECT problem, finding FROM findings WHERE run = $run {one} ORDER BY problem, ordinal",
            ("$run", _run));
        using var solutions = new ProblemCursor(
            connection, snapshot, $"SELECT problem, solution FROM solutions WHERE run = $run {one} ORDER BY problem", ("$run", _run));
        while (problems.TryNext(ProblemRows.Read, out var found))
        {
            var (ordinal, problem) = found;
            var recorded = attempts.Take(ordinal, row => AttemptRows.Read(row, problem.Id, cards));
            var checks = findings.Take(ordinal, static row => row.GetFieldValue<byte[]>(1));
            var solution = solutions.Take(ordinal, static row => row.GetFieldValue<byte[]>(1)).FirstOrDefault();
            yield return () => Whole(ordinal, problem, recorded, checks, solution, isWhole);
        }
    }

    /// <summary>A problem put together from its rows, of which JSON is not read yet.</summary>
    private static RecordedProblem Whole(
        int ordinal, Problem problem, List<RecordedAttempt> attempts, List<byte[]> checks, byte[]? solution, bool hasTexts)
    {
        var findings = checks.Select(static c => JsonSerializer.Deserialize(c, OwnJson.Readable.FindingRecord)?.ToFinding())
            .OfType<Finding>()
            .Select(f => hasTexts ? f : f with { Text = null })
            .ToList();
        var record = solution is null ? null : JsonSerializer.Deserialize(solution, OwnJson.Readable.SolutionRecord);
        return new RecordedProblem(
            ordinal,
            problem,
            attempts,
            record?.ToSolution(problem, [.. attempts.Select(static r => r.Attempt).OrderBy(static a => a.Round)], findings));
    }

    private IEnumerable<ProblemOutline> WalkOutlines()
    {
        using var connection = StoreConnection.ForReading(_path);
        using var snapshot = connection.BeginTransaction(deferred: true);
        var cards = AttemptRows.CardsOf(connection, snapshot, _run);
        using var problems = new ProblemCursor(
            connection, snapshot,
            $"SELECT ordinal, id, category, {ProblemRows.CanBeRight(connection, snapshot, _run)}, {ProblemRows.GridTask} FROM problems "
                + "WHERE problem_set = $set ORDER BY ordinal",
            ("$set", _set));
        using var attempts = new ProblemCursor(
            connection, snapshot, AttemptRows.OutlineQueryOf(StoreSchema.Check(connection, _path)), ("$run", _run));
        using var solutions = new ProblemCursor(
            connection,
            snapshot,
            "SELECT problem, method, answer_key, grade, confidence, stopped, calls, input_tokens, output_tokens, cost, estimated, "
                + "elapsed FROM solutions WHERE run = $run ORDER BY problem",
            ("$run", _run));
        while (problems.TryNext(static row =>
            (Ordinal: row.GetInt32(0), Id: row.GetString(1), Category: row.TextAt(2), HasGold: row.GetBoolean(3), Task: row.TextAt(4)),
            out var problem))
        {
            var outlines = attempts.Take(problem.Ordinal, row => AttemptRows.ReadOutline(row, cards));
            yield return new ProblemOutline(
                problem.Ordinal,
                problem.Id,
                problem.Category,
                problem.HasGold || outlines.Any(static a => a.Grade is Grade.Correct or Grade.Incorrect),
                outlines,
                solutions.Take(
                    problem.Ordinal,
                    static row => new SolutionOutline(
                        row.GetString(1), row.TextAt(2), row.EnumAt<Grade>(3), row.RealAt(4), row.TextAt(5), row.UsageAt(6),
                        row.TimeAt(11))).FirstOrDefault())
            {
                GridTask = problem.Task,
            };
        }
    }

    private IEnumerable<Problem> WalkQuestions()
    {
        using var connection = StoreConnection.ForReading(_path);
        using var snapshot = connection.BeginTransaction(deferred: true);
        using var problems = new ProblemCursor(connection, snapshot, $"{ProblemRows.Query} ORDER BY ordinal", ("$set", _set));
        while (problems.TryNext(ProblemRows.Read, out var found))
            yield return found.Problem;
    }
}
