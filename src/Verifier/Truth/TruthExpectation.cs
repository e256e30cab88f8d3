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
        var fixedScores = new double[answers + 1];
        foreach (var law in _model.Laws)
            law.AddTo(fixedScores, seen.Problem);

        var concentrations = Coincide(seen, fixedScores);
        var joint = new double[Nodes][];
        var top = double.NegativeInfinity;
        var tables = seen.Members.Select(m => _tables[m]).ToArray();
        var abilities = seen.Members.Select(m => _model.Abilities.GetValueOrDefault(m, _model.Typical)).ToArray();
        var sums = seen.Counts.Select(c => Dot(c, abilities)).ToArray();
        for (var q = 0; q < Nodes; q++)
        {
            var wrong = _logWeights[q];
            for (var m = 0; m < tables.Length; m++)
                wrong += seen.Totals[m] * tables[m].LogWrong[q];
            var scores = joint[q] = new double[answers + 1];
            for (var t = 0; t <= answers; t++)
            {
                // A right answer's odds are exp(ability - difficulty) of a wrong one's.
                scores[t] = seen.IsPossible[t]
                    ? wrong + fixedScores[t]
                        + (t < answers ? sums[t] - (seen.Problem.Answers[t].Votes * _difficulties[q]) : 0)
                    : double.NegativeInfinity;
                top = Math.Max(top, scores[t]);
            }
        }

        return Normalised(seen, tables, joint, top, concentrations);
    }

    /// <summary>Adds how wrong answers coincide to the scores, and says how likely each concentration is given each truth.</summary>
    private double[][] Coincide(TruthCase seen, double[] scores)
    {
        var given = new double[scores.Length][];
        for (var t = 0; t < scores.Length; t++)
        {
            var terms = given[t] = new double[WrongAnswerLaw.Points];
            var top = double.NegativeInfinity;
            for (var h = 0; h < terms.Length; h++)
                top = Math.Max(top, terms[h] = _concentrations[h] + seen.Coincidence[h][t]);
            var sum = 0.0;
            for (var h = 0; h < terms.Length; h++)
                sum += terms[h] = terms[h] < top - Vanishing ? 0 : Math.Exp(terms[h] - top);
            for (var h = 0; h < terms.Length; h++)
                terms[h] /= sum;
            scores[t] += top + Math.Log(sum);
        }

        return given;
    }

    private Expected Normalised(
        TruthCase seen, (double[] Right, double[] LogWrong)[] tables, double[][] joint, double top, double[][] concentrations)
    {
        var truth = new double[concentrations.Length];
        var nodes = new double[Nodes];
        for (var q = 0; q < Nodes; q++)
        {
            for (var t = 0; t < truth.Length; t++)
            {
                if (joint[q][t] < top - Vanishing)
                {
                    joint[q][t] = 0;
                    continue;
                }

                var mass = joint[q][t] = Math.Exp(joint[q][t] - top);
                truth[t] += mass;
                nodes[q] += mass;
            }
        }

        var sum = nodes.Sum();
        for (var t = 0; t < truth.Length; t++)
            truth[t] /= sum;
        var weights = new double[WrongAnswerLaw.Points];
        for (var t = 0; t < truth.Length; t++)
        {
            for (var h = 0; h < weights.Length; h++)
                weights[h] += truth[t] * concentrations[t][h];
        }

        var (slopes, bends) = (new double[tables.Length], new double[tables.Length]);
        var square = 0.0;
        for (var q = 0; q < Normal; q++)
        {
            var share = nodes[q] / sum;
            if (share < 1e-9)
                continue;

            square += share * _difficulties[q] * _difficulties[q];
            for (var m = 0; m < tables.Length; m++)
            {
                var p = tables[m].Right[q];
                slopes[m] -= share * p * seen.Totals[m];
                bends[m] += share * p * (1 - p) * seen.Totals[m];
            }
        }

        // joint now holds masses. Who is right where everybody is, or wrong where everybody is, shows no ability.
        for (var t = 0; t < seen.Counts.Count; t++)
        {
            var shown = truth[t] - ((joint[Normal][t] + joint[Normal + 1][t]) / sum);
            for (var m = 0; m < tables.Length; m++)
                slopes[m] += shown * seen.Counts[t][m];
        }

        return new Expected(
            truth, weights, square, nodes[Normal] / sum, nodes[Normal + 1] / sum, slopes, bends, top + Math.Log(sum));
    }

    private static double Dot(int[] counts, double[] values)
    {
        var sum = 0.0;
        for (var i = 0; i < counts.Length; i++)
            sum += counts[i] * values[i];
        return sum;
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
