namespace HeavySim.Records.Store;

/// <summary>Reads attempts from their rows, whole or in outline.</summary>
internal static class AttemptRows
{
    /// <summary>Whole attempts of the run $run; conditions and <see cref="Order"/> may follow.</summary>
    public static readonly string Query = QueryOf(StoreSchema.Latest);

    /// <summary>The same of a store whose tables have that version: one that is opened for reading only may be older.</summary>
    public static string QueryOf(int version) =>
        $"""
        SELECT a.problem, a.sample, a.grade, a.checker, a.outcome, a.cause, a.message, a.after, a.answer, a.answer_key, a.answer_source,
          a.confidence, a.truncated, a.calls, a.input_tokens, a.output_tokens, a.cost, a.estimated, a.started, a.elapsed, a.first_token,
          c.agent, c.model, c.endpoint, c.strategy, c.temperature, t.text, t.reasoning, t.tools,
          {(version < StoreSchema.WithTests ? "NULL" : "a.tests")}, {RoundOf(version)}, {TokensOf(version)}
        FROM attempts a CROSS JOIN cards c ON c.id = a.card LEFT JOIN texts t ON t.id = a.text
        WHERE a.run = $run
        """;

    /// <summary>Attempts of the run $run without their texts, in order.</summary>
    public static string OutlineQueryOf(int version) =>
        $"""
        SELECT a.problem, a.agent, a.sample, a.card, a.outcome, a.answer_key, a.grade, a.confidence,
          a.calls, a.input_tokens, a.output_tokens, a.cost, a.estimated, a.started, a.elapsed, a.cause, a.message,
          {TryRows.Unsettled}, CASE WHEN a.checker LIKE '{PassedShare.Prefix}%' THEN a.checker END, {RoundOf(version)},
          {TokensOf(version)}
        FROM attempts a WHERE a.run = $run ORDER BY a.problem, a.agent, a.sample
        """;

    private static string RoundOf(int version) => version < StoreSchema.WithRounds ? "0" : "a.round";

    /// <summary>The order of the primary key: rows come as they lie.</summary>
    public const string Order = "ORDER BY a.problem, a.agent, a.sample";

    /// <summary>A row of <see cref="Query"/>.</summary>
    public static RecordedAttempt Read(SqliteDataReader row, string problemId)
    {
        var answer = row.TextAt(9) is { } key ? new Answer(row.TextAt(8) ?? key, key, row.EnumAt<AnswerSource>(10)) : null;
        var form = new OutcomeForm(row.GetString(4), row.TextAt(5), row.TextAt(6), row.TimeOrNullAt(7));
        var attempt = new Attempt
        {
            ProblemId = problemId,
            Agent = row.CardAt(21),
            Sample = row.GetInt32(1),
            Round = row.GetInt32(30),
            Outcome = form.ToOutcome(answer)
                ?? throw new HeavySimException(
                    $"an attempt at problem \"{problemId}\" has the outcome \"{form.Name}\", which this version does not know: update "
                        + "HeavySim"),
            Text = row.TextAt(26),
            Reasoning = row.TextAt(27),
            Usage = row.UsageAt(13),
            Started = row.TimeAt(18),
            Elapsed = row.TimeAt(19),
            TimeToFirstToken = row.TimeOrNullAt(20),
            IsTruncated = row.GetBoolean(12),
            Confidence = row.RealAt(11),
            TokenConfidence = ReadTokens(row, 31),
            Tools = row.TextAt(28) is { } tools ? JsonSerializer.Deserialize(tools, OwnJson.Readable.ToolTrace) : null,
        };
        return new(attempt, row.EnumAt<Grade>(2), row.TextAt(3))
        {
            Tests = row.TextAt(29) is { } tests ? JsonSerializer.Deserialize(tests, OwnJson.Readable.TestReport) : null,
        };
    }

    /// <summary>A row of <see cref="OutlineQueryOf"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="models">The model of each card.</param>
    public static AttemptOutline ReadOutline(SqliteDataReader row, IReadOnlyDictionary<long, string> models) => new(
        row.GetInt32(1),
        row.GetInt32(2),
        models[row.GetInt64(3)],
        string.Intern(row.GetString(4)),
        row.TextAt(5),
        row.EnumAt<Grade>(6),
        row.RealAt(7),
        row.UsageAt(8),
        row.TimeAt(13),
        row.TimeAt(14),
        FailureNote.Of(row.GetString(4), row.TextAt(15), row.TextAt(16)),
        // NULL where a failure has no cause on record, as in samples of others: what is not known to pass is settled.
        row.NumberAt(17) == 1,
        PassedShare.Of(row.TextAt(18)))
    {
        Round = row.GetInt32(19),
        TokenConfidence = ReadTokens(row, 20),
    };

    private static string TokensOf(int version) => version < StoreSchema.WithTokenConfidence
        ? "NULL, NULL, NULL, NULL"
        : "a.token_mean, a.token_tail, a.token_lowest, a.token_bottom";

    private static TokenConfidence? ReadTokens(SqliteDataReader row, int at) =>
        row.RealAt(at) is { } mean && row.RealAt(at + 1) is { } tail && row.RealAt(at + 2) is { } lowest && row.RealAt(at + 3) is { } bottom
            ? new TokenConfidence(mean, tail, lowest, bottom)
            : null;
}
