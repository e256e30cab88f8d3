namespace HeavySim.Verifier.Truth;

/// <summary>The choices of one kind of judge among the answers of some problems, laid out to be gone through many times.</summary>
internal sealed class ChoiceTable
{
    private readonly RaggedRows<ChosenRow> _rows = new();

    /// <summary>Lays them out.</summary>
    /// <param name="judge">The kind of judge.</param>
    /// <param name="problems">The problems; they are asked for by their places.</param>
    public ChoiceTable(string judge, IReadOnlyList<TruthProblem> problems)
    {
        var numbers = new RowNumbers();
        var outcomes = new List<ChosenOutcome>();
        foreach (var problem in problems)
            _rows.Add([.. problem.Choosings.Where(c => c.Judge == judge).Select(RowOf)]);
        Outcomes = [.. outcomes];

        ChosenRow RowOf(ChosenAnswers chosen)
        {
            var number = numbers.Of([.. chosen.Kinds.SelectMany(static k => new[] { k.Votes, k.Wins, k.Count })]);
            if (number == outcomes.Count)
            {
                outcomes.Add(new ChosenOutcome(chosen.Kinds, chosen.Drawn, Places));
                Places += chosen.Kinds.Length + 1;
            }

            return new ChosenRow(outcomes[number], chosen);
        }
    }

    /// <summary>What judges were shown and chose, each once.</summary>
    public ChosenOutcome[] Outcomes { get; }

    /// <summary>How many places there are: one for each kind of answer of each outcome, and one more for what it did not show.</summary>
    public int Places { get; private set; }

    /// <summary>The choices at a problem.</summary>
    public ReadOnlySpan<ChosenRow> RowsOf(int problem) => _rows[problem];
}

/// <summary>What judges were shown and chose.</summary>
/// <param name="Kinds">The answers shown, alike ones together.</param>
/// <param name="Drawn">How many choices were made.</param>
/// <param name="First">Its first place, that of what was not shown; those of the kinds follow in their order.</param>
internal sealed record ChosenOutcome(ChosenKind[] Kinds, int Drawn, int First);

/// <summary>The choices among one set of answers of a problem.</summary>
/// <param name="outcome">What was shown and chosen.</param>
/// <param name="chosen">Which answer is of which kind.</param>
internal sealed class ChosenRow(ChosenOutcome outcome, ChosenAnswers chosen)
{
    /// <summary>The place of what was not shown.</summary>
    public int None => outcome.First;

    /// <summary>The place of an answer.</summary>
    public int PlaceOf(int answer) => outcome.First + 1 + chosen.KindOf(answer);
}
