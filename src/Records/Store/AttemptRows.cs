namespace HeavySim.Records.Store;

/// <summary>Reads attempts from their rows, whole or in outline.</summary>
internal static class AttemptRows
{
    /// <summary>Attempts of the run $run; conditions and <see cref="Order"/> may follow.</summary>
    /// <param name="version">
    /// The version of the store's tables, null (the default) for the latest: a store that is opened for reading only may be older.
    /// </param>
    /// <param name="isWhole">
    /// True (the default) with all that was written. False without texts, tools and tests: of an attempt whose tokens nobody counted the
    /// text stays, as its length stands for them.
    /// </param>
    public static string QueryOf(int? version = null, bool isWhole = true) =>
        $"""
        SELECT a.problem, a.sample, a.grade, a.checker, a.outcome, a.cause, a.message, a.after, a.answer, a.answer_key, a.answer_source,
          a.confidence, a.truncated, a.calls, a.input_tokens, a.output_tokens, a.cost, a.estimated, a.started, a.elapsed, a.first_token,
          a.card, {(isWhole
            ? $"t.text, t.reasoning, t.tools, {(version < StoreSchema.WithTests ? "NULL" : "a.tests")}"
            : "CASE WHEN a.output_tokens IS NULL THEN (SELECT text FROM texts WHERE id = a.text) END, NULL, NULL, NULL")},
          {RoundOf(version)}, {TokensOf(version)}
        FROM attempts a {(isWhole ? "LEFT JOIN texts t ON t.id = a.text" : "")}
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

    private static string RoundOf(int? version) => version < StoreSchema.WithRounds ? "0" : "a.round";

    /// <summary>The order of the primary key: rows come as they lie.</summary>
    public const string Order = "ORDER BY a.problem, a.agent, a.sample";

    /// <summary>The agents of a run, by the number of their card.</summary>
    public static IReadOnlyDictionary<long, AgentCard> CardsOf(SqliteConnection connection, SqliteTransaction? transaction, long run)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT id, agent, model, endpoint, strategy, temperature FROM cards WHERE run = $run";
        command.Parameters.AddWithValue("$run", run);
        using var row = command.ExecuteReader();
        var cards = new Dictionary<long, AgentCard>();
        while (row.Read())
            cards[row.GetInt64(0)] = row.CardAt(1);
        return cards;
    }

    /// <summary>A row of <see cref="QueryOf"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="problemId">The id of its problem.</param>
    /// <param name="cards">The agents, from <see cref="CardsOf"/>.</param>
    public static RecordedAttempt Read(SqliteDataReader row, string problemId, IReadOnlyDictionary<long, AgentCard> cards)
    {
        var answer = row.TextAt(9) is { } key ? new Answer(row.TextAt(8) ?? key, key, row.EnumAt<AnswerSource>(10)) : null;
        var form = new OutcomeForm(row.GetString(4), row.TextAt(5), row.TextAt(6), row.TimeOrNullAt(7));
        var attempt = new Attempt
        {
            ProblemId = problemId,
            Agent = cards[row.GetInt64(21)],
            Sample = row.GetInt32(1),
            Round = row.GetInt32(26),
            Outcome = form.ToOutcome(answer)
                ?? throw new HeavySimException(
                    $"an attempt at problem \"{problemId}\" has the outcome \"{form.Name}\", which this version does not know: update "
                        + "HeavySim"),
            Text = row.TextAt(22),
            Reasoning = row.TextAt(23),
            Usage = row.UsageAt(13),
            Started = row.TimeAt(18),
            Elapsed = row.TimeAt(19),
            TimeToFirstToken = row.TimeOrNullAt(20),
            IsTruncated = row.GetBoolean(12),
            Confidence = row.RealAt(11),
            TokenConfidence = ReadTokens(row, 27),
            Tools = row.TextAt(24) is { } tools ? JsonSerializer.Deserialize(tools, OwnJson.Readable.ToolTrace) : null,
        };
        return new(attempt, row.EnumAt<Grade>(2), row.TextAt(3))
        {
            Tests = row.TextAt(25) is { } tests ? JsonSerializer.Deserialize(tests, OwnJson.Readable.TestReport) : null,
        };
    }

    /// <summary>A row of <see cref="OutlineQueryOf"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cards">The agents, from <see cref="CardsOf"/>.</param>
    public static AttemptOutline ReadOutline(SqliteDataReader row, IReadOnlyDictionary<long, AgentCard> cards) => new(
        row.GetInt32(1),
        row.GetInt32(2),
        cards[row.GetInt64(3)].Model,
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

    private static string TokensOf(int? version) => version < StoreSchema.WithTokenConfidence
        ? "NULL, NULL, NULL, NULL"
        : "a.token_mean, a.token_tail, a.token_lowest, a.token_bottom";

    private static TokenConfidence? ReadTokens(SqliteDataReader row, int at) =>
        row.RealAt(at) is { } mean && row.RealAt(at + 1) is { } tail && row.RealAt(at + 2) is { } lowest && row.RealAt(at + 3) is { } bottom
            ? new TokenConfidence(mean, tail, lowest, bottom)
            : null;
}
