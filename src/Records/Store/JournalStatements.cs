using System.Globalization;
using SQLitePCL;

namespace HeavySim.Records.Store;

/// <summary>The prepared statements of one run's writer. What is recorded already stays as it is: the first record wins.</summary>
internal sealed class JournalStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<AgentCard, long> _cards = [];
    private readonly long _run;
    private readonly StoreStatement _card;
    private readonly StoreStatement _text;
    private readonly StoreStatement _dropText;
    private readonly StoreStatement _attempt;
    private readonly StoreStatement _solution;
    private readonly StoreStatement[] _supersede;
    private readonly StoreStatement[] _forget;
    private readonly StoreStatement _finding;

    public JournalStatements(SqliteConnection connection, long run)
    {
        _connection = connection;
        _run = run;
        _card = Prepare("INSERT INTO cards (run, agent, model, endpoint, strategy, temperature) VALUES", 6);
        _text = Prepare("INSERT INTO texts (text, reasoning, tools) VALUES", 3);
        _dropText = Prepare("DELETE FROM texts WHERE id =", 1);
        _attempt = Prepare(
            """
            INSERT OR IGNORE INTO attempts (
              run, problem, agent, sample, card, outcome, cause, message, after, answer, answer_key, answer_source,
              grade, checker, confidence, truncated, calls, input_tokens, output_tokens, cost, estimated, started,
              elapsed, first_token, text, tests, round, token_mean, token_tail, token_lowest, token_bottom) VALUES
            """,
            31);
        _solution = Prepare(
            """
            INSERT OR IGNORE INTO solutions (
              run, problem, method, answer_key, grade, confidence, stopped, calls, input_tokens, output_tokens, cost,
              estimated, elapsed, solution) VALUES
            """,
            14);
        _finding = Prepare("INSERT OR IGNORE INTO findings (run, problem, ordinal, method, finding) VALUES", 5);
        _supersede =
        [
            new StoreStatement(connection, TryRows.Keep),
            new StoreStatement(connection, TryRows.DropText),
            new StoreStatement(connection, TryRows.Drop),
        ];
        _forget = [.. TryRows.Forget.Select(sql => new StoreStatement(connection, sql))];
        ReadCards();
    }

    /// <summary>Writes an attempt, unless its agent's sample of this problem is recorded and settled.</summary>
    public void Write(JournalEntry.Attempt entry)
    {
        var attempt = entry.Recorded.Attempt;
        var outcome = OutcomeForm.Of(attempt.Outcome);
        if (entry.Supersedes)
        {
            foreach (var statement in _supersede)
                statement.Run(_run, entry.Problem, attempt.Agent.Index, attempt.Sample);
        }

        var text = WriteText(attempt);
        var isNew = _attempt.Run(
            _run,
            entry.Problem,
            attempt.Agent.Index,
            attempt.Sample,
            CardOf(attempt.Agent),
            outcome.Name,
            outcome.Cause,
            outcome.Message,
            outcome.After?.Ticks,
            attempt.Answer?.Text,
            attempt.Answer?.Key,
            attempt.Answer?.Source.ToString(),
            entry.Recorded.Grade.ToString(),
            entry.Recorded.Checker,
            attempt.Confidence,
            attempt.IsTruncated,
            attempt.Usage.Calls,
            attempt.Usage.InputTokens,
            attempt.Usage.OutputTokens,
            attempt.Usage.Cost?.ToString(CultureInfo.InvariantCulture),
            attempt.Usage.IsEstimated,
            attempt.Started.Ticks,
            attempt.Elapsed.Ticks,
            attempt.TimeToFirstToken?.Ticks,
            text,
            entry.Recorded.Tests is { } tests ? JsonSerializer.Serialize(tests, OwnJson.Readable.TestReport) : null,
            attempt.Round,
            attempt.TokenConfidence?.Mean,
            attempt.TokenConfidence?.Tail,
            attempt.TokenConfidence?.Lowest,
            attempt.TokenConfidence?.Bottom) == 1;
        if (!isNew && text is not null)
            _dropText.Run(text);
    }

    /// <summary>Writes a solution with its findings, unless the problem is solved already.</summary>
    public void Write(JournalEntry.Solution entry)
    {
        var (solution, grade, _) = entry.Recorded;
        var record = SolutionRecord.Of(entry.Recorded);
        var isNew = _solution.Run(
            _run,
            entry.Problem,
            record.Method,
            solution.Selection.Answer?.Key,
            grade.ToString(),
            record.Confidence,
            solution.Stopped,
            solution.Usage.Calls,
            solution.Usage.InputTokens,
            solution.Usage.OutputTokens,
            solution.Usage.Cost?.ToString(CultureInfo.InvariantCulture),
            solution.Usage.IsEstimated,
            solution.Elapsed.Ticks,
            JsonSerializer.Serialize(record with { Findings = null }, OwnJson.Readable.SolutionRecord)) == 1;
        if (!isNew)
            return;

        for (var i = 0; i < solution.Findings.Count; i++)
        {
            var finding = JsonSerializer.Serialize(FindingRecord.Of(solution.Findings[i]), OwnJson.Readable.FindingRecord);
            _finding.Run(_run, entry.Problem, i, solution.Findings[i].Method, finding);
        }
    }

    /// <summary>Takes away all that is recorded of a problem.</summary>
    public void Forget(int problem)
    {
        foreach (var statement in _forget)
            statement.Run(_run, problem);
    }

    public void Dispose()
    {
        foreach (var statement in (StoreStatement[])[_card, _text, _dropText, _attempt, _solution, _finding, .. _supersede, .. _forget])
            statement.Dispose();
    }

    private long? WriteText(Attempt attempt)
    {
        if (attempt.Text is null && attempt.Reasoning is null && attempt.Tools is null)
            return null;

        _text.Run(
            attempt.Text, attempt.Reasoning,
            attempt.Tools is { } tools ? JsonSerializer.Serialize(tools, OwnJson.Readable.ToolTrace) : null);
        return raw.sqlite3_last_insert_rowid(_connection.Handle);
    }

    private long CardOf(AgentCard card)
    {
        if (_cards.TryGetValue(card, out var known))
            return known;

        _card.Run(_run, card.Index, card.Model, card.Endpoint, card.Strategy, card.Temperature);
        return _cards[card] = raw.sqlite3_last_insert_rowid(_connection.Handle);
    }

    private void ReadCards()
    {
        foreach (var (id, card) in AttemptRows.CardsOf(_connection, transaction: null, _run))
            _cards.TryAdd(card, id);
    }

    private StoreStatement Prepare(string sql, int parameters) =>
        new(_connection, $"{sql} ({string.Join(", ", Enumerable.Repeat('?', parameters))})");
}
