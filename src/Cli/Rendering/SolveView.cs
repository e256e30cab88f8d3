using Spectre.Console.Rendering;

namespace HeavySim.Cli.Rendering;

/// <summary>The agents of one solve as they work: state, tokens, answer; a table that is drawn again as events come.</summary>
internal sealed class SolveView
{
    private readonly List<Row> _rows = [];
    private readonly Lock _gate = new();
    private IReadOnlyList<EndpointWait> _waits = [];

    /// <summary>The picture as it is now.</summary>
    public IRenderable Picture { get; private set; } = new Text("");

    /// <summary>Takes in an event; true when the picture changed.</summary>
    public bool Show(SolveEvent happened)
    {
        lock (_gate)
            return TakeIn(happened);
    }

    /// <summary>Shows below the table, while nothing moves, since when and why; true when the picture changed.</summary>
    public bool Show(IReadOnlyList<EndpointWait> waits)
    {
        lock (_gate)
        {
            if (waits.SequenceEqual(_waits))
                return false;

            _waits = waits;
            Picture = Draw();
            return true;
        }
    }

    private bool TakeIn(SolveEvent happened)
    {
        switch (happened)
        {
            case SolveEvent.Started started:
                _rows.AddRange(started.Agents.Select(static card => new Row(card)));
                break;
            case SolveEvent.RoundStarted(_, var attempts):
                foreach (var row in _rows.Take(attempts))
                    row.State = "waiting";
                break;
            case SolveEvent.AttemptStarted(var agent):
                _rows[agent].State = "working";
                break;
            case SolveEvent.Progress(var agent, var tokens):
                _rows[agent].Tokens = tokens.OutputTokens;
                break;
            case SolveEvent.AttemptEnded(var attempt):
                _rows[attempt.Agent.Index].End(attempt);
                break;
            default:
                return false;
        }

        Picture = Draw();
        return true;
    }

    private IRenderable Draw()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("agent", "model", "strategy", "state", "tokens", "time", "answer");
        table.Columns[4].RightAligned();
        table.Columns[5].RightAligned();
        foreach (var row in _rows)
        {
            table.AddRow(
                new Text((row.Card.Index + 1).ToString(CultureInfo.InvariantCulture)),
                new Text(Terminal.Line(row.Card.Model, 24)),
                new Text(row.Card.Strategy),
                new Text(row.State, StyleOf(row.State)),
                new Text(Figures.Count(row.Tokens)),
                new Text(row.Elapsed is { } elapsed ? Figures.Duration(elapsed) : ""),
                new Text(row.Answer));
        }

        return _waits is { Count: > 0 } waits
            ? new Rows(table, new OneLine(width => WaitText.Brief(waits, TimeProvider.System.GetLocalNow(), width)))
            : table;
    }

    private static Style StyleOf(string state) => state switch
    {
        "answered" => new Style(Color.Green),
        "working" or "waiting" => Style.Plain,
        _ => new Style(Color.Yellow),
    };

    private sealed class Row(AgentCard card)
    {
        public AgentCard Card => card;

        public string State { get; set; } = "waiting";

        public long? Tokens { get; set; }

        public TimeSpan? Elapsed { get; private set; }

        public string Answer { get; private set; } = "";

        public void End(Attempt attempt)
        {
            State = attempt.Outcome.Name;
            Tokens = attempt.Usage.OutputTokens ?? Tokens;
            Elapsed = attempt.Elapsed;
            Answer = Terminal.Line(attempt.Answer?.Text ?? attempt.Outcome.Explanation ?? "", 40);
        }
    }
}
