namespace HeavySim.Verifier.Truth;

/// <summary>What a model expects of problems given what was seen of them: the E-step. Difficulties are integrated over a grid.</summary>
internal sealed class TruthExpectation
{
    private const int Normal = 33;
    private const double Reach = 4;

    // A difficulty that makes an answer right, or wrong, whatever the ability.
    private const double Extreme = 16;

    // What is so many times e less likely than the likeliest adds nothing that is seen.
    private const double Vanishing = 40;
    private const double Negligible = 1e-9;

    // The last two nodes are the trivial problems and the hopeless ones.
    private const int Nodes = Normal + 2;

    private readonly TruthModel _model;
    private readonly IReadOnlyList<TruthCase> _cases;
    private readonly double[] _logWeights;
    private readonly double[] _difficulties;
    private readonly double[] _concentrations;
    private readonly Dictionary<string, (double[] Right, double[] LogWrong)> _tables = new(StringComparer.Ordinal);

    public TruthExpectation(TruthModel model, IReadOnlyList<TruthCase> cases)
    {
        _model = model;
        _cases = cases;
        var nodes = Enumerable.Range(0, Normal).Select(static i => Reach * ((2.0 * i / (Normal - 1)) - 1)).ToArray();
        _difficulties =
            [.. nodes.Select(z => z * model.DifficultySpread), model.Typical - Extreme, model.Typical + Extreme];
        var rest = Math.Log(1 - model.Trivial - model.Hopeless);
        _logWeights =
        [
            .. Softmax.Of([.. nodes.Select(static z => -.5 * z * z)]).Select(w => rest + Math.Log(w)),
            Math.Log(model.Trivial), Math.Log(model.Hopeless),
        ];
        _concentrations = model.WrongAnswers.LogWeights();
        foreach (var member in cases.SelectMany(static c => c.Members).Distinct(StringComparer.Ordinal))
        {
            var ability = model.Abilities.GetValueOrDefault(member, model.Typical);
            var right = _difficulties.Select(b => LogOdds.ToProbability(ability - b)).ToArray();
            _tables[member] = (right, [.. right.Select(static p => Math.Log(Math.Max(1 - p, 1e-300)))]);
        }
    }

    /// <summary>One problem.</summary>
    public Expected Of(int index)
    {
        var seen = _cases[index];
        var answers = seen.Counts.Count;
        var scores = new double[answers + 1];
        foreach (var law in _model.Laws)
            law.AddTo(scores, seen.Problem);

        var tables = seen.Members.Select(m => _tables[m]).ToArray();
        var abilities = seen.Members.Select(m => _model.Abilities.GetValueOrDefault(m, _model.Typical)).ToArray();
        var groups = GroupsOf(seen, tables);
        for (var t = 0; t <= answers; t++)
        {
            // A right answer's odds are exp(ability - difficulty) of a wrong one's.
            scores[t] = seen.IsPossible[t]
                ? scores[t] + groups[seen.Groups[t]].Log + (t < answers ? Dot(seen.Counts[t], abilities) : 0)
                : double.NegativeInfinity;
        }

        var logLikelihood = Normalise(scores);
        for (var t = 0; t <= answers; t++)
            groups[seen.Groups[t]].Mass += scores[t];
        return Expect(seen, tables, groups, scores, logLikelihood);
    }

    /// <summary>
    /// What depends on how many gave the right answer, and not on which it is: how wrong answers coincide, and the difficulty.
    /// </summary>
    private Group[] GroupsOf(TruthCase seen, (double[] Right, double[] LogWrong)[] tables)
    {
        var allWrong = _logWeights.ToArray();
        for (var m = 0; m < tables.Length; m++)
        {
            for (var q = 0; q < Nodes; q++)
                allWrong[q] += seen.Totals[m] * tables[m].LogWrong[q];
        }

        var groups = new Group[seen.GroupVotes.Count];
        for (var g = 0; g < groups.Length; g++)
        {
            var nodes = new double[Nodes];
            for (var q = 0; q < Nodes; q++)
                nodes[q] = allWrong[q] - (seen.GroupVotes[g] * _difficulties[q]);
            var concentrations = new double[WrongAnswerLaw.Points];
            for (var h = 0; h < concentrations.Length; h++)
                concentrations[h] = _concentrations[h] + seen.Coincidence[g][h];
            groups[g] = new Group { Log = Normalise(nodes) + Normalise(concentrations), Nodes = nodes, Concentrations = concentrations };
        }

        return groups;
    }

    private Expected Expect(
        TruthCase seen, (double[] Right, double[] LogWrong)[] tables, Group[] groups, double[] truth, double logLikelihood)
    {
        var nodes = new double[Nodes];
        var concentrations = new double[WrongAnswerLaw.Points];
        foreach (var group in groups)
        {
            for (var q = 0; q < Nodes; q++)
                nodes[q] += group.Mass * group.Nodes[q];
            for (var h = 0; h < concentrations.Length; h++)
                concentrations[h] += group.Mass * group.Concentrations[h];
        }

        var (slopes, bends) = (new double[tables.Length], new double[tables.Length]);
        var square = 0.0;
        for (var q = 0; q < Normal; q++)
        {
            if (nodes[q] < Negligible)
                continue;

            square += nodes[q] * _difficulties[q] * _difficulties[q];
            for (var m = 0; m < tables.Length; m++)
            {
                var p = tables[m].Right[q];
                slopes[m] -= nodes[q] * p * seen.Totals[m];
                bends[m] += nodes[q] * p * (1 - p) * seen.Totals[m];
            }
        }

        // Who is right where everybody is, or wrong where everybody is, shows no ability.
        for (var t = 0; t < seen.Counts.Count; t++)
        {
            var group = groups[seen.Groups[t]];
            var shown = truth[t] * (1 - group.Nodes[Normal] - group.Nodes[Normal + 1]);
            for (var m = 0; m < tables.Length; m++)
                slopes[m] += shown * seen.Counts[t][m];
        }

        return new Expected(truth, concentrations, square, nodes[Normal], nodes[Normal + 1], slopes, bends, logLikelihood);
    }

    /// <summary>Turns logarithms of masses into shares that sum to 1, and returns the logarithm of their sum.</summary>
    private static double Normalise(double[] logs)
    {
        var top = double.NegativeInfinity;
        foreach (var log in logs)
            top = Math.Max(top, log);
        var sum = 0.0;
        for (var i = 0; i < logs.Length; i++)
            sum += logs[i] = logs[i] < top - Vanishing ? 0 : Math.Exp(logs[i] - top);
        for (var i = 0; i < logs.Length; i++)
            logs[i] /= sum;
        return top + Math.Log(sum);
    }

    private static double Dot(int[] counts, double[] values)
    {
        var sum = 0.0;
        for (var i = 0; i < counts.Length; i++)
            sum += counts[i] * values[i];
        return sum;
    }

    /// <summary>The answers that equally many gave.</summary>
    private sealed class Group
    {
        /// <summary>The log-likelihood of what they have in common.</summary>
        public required double Log { get; init; }

        /// <summary>How likely each difficulty is where one of them is right.</summary>
        public required double[] Nodes { get; init; }

        /// <summary>How likely each concentration is where one of them is right.</summary>
        public required double[] Concentrations { get; init; }

        /// <summary>How likely it is that one of them is right.</summary>
        public double Mass { get; set; }
    }
}

/// <summary>What is expected of one problem.</summary>
/// <param name="Truth">How likely each answer is right, and last that none is.</param>
/// <param name="Concentrations">How likely each concentration of its wrong answers is.</param>
/// <param name="DifficultySquare">The mean square of its difficulty, where it is neither trivial nor hopeless.</param>
/// <param name="Trivial">How likely it is trivial.</param>
/// <param name="Hopeless">How likely it is hopeless.</param>
/// <param name="Slopes">The derivative of the log-likelihood by each member's ability, in the order of the case's members.</param>
/// <param name="Bends">Less the second derivative, likewise.</param>
/// <param name="LogLikelihood">The log-likelihood of all that was seen of it.</param>
internal sealed record Expected(
    double[] Truth, double[] Concentrations, double DifficultySquare, double Trivial, double Hopeless, double[] Slopes, double[] Bends,
    double LogLikelihood);
