using System.Numerics.Tensors;

namespace HeavySim.Verifier.Truth;

/// <summary>What a model expects of problems given what was seen of them: the E-step. Difficulties are integrated over a grid.</summary>
/// <remarks>It has room for what is worked out of one model, and is used again for the next, by one caller at a time.</remarks>
internal sealed class TruthExpectation
{
    // What is less likely adds nothing that is seen.
    private const double Negligible = 1e-9;

    // Problems and rows worked at as one; no result depends on it.
    private const int Chunk = 100;

    private readonly TruthCases _cases;

    // By result, how likely each difficulty is; by partition, how likely each concentration of wrong answers is; and the log-likelihoods.
    private readonly double[] _difficulties;
    private readonly double[] _concentrations;
    private readonly double[] _resultLogs;
    private readonly double[] _partitionLogs;

    // By turnout, how likely each difficulty is: first in logarithms if none of the answers is right, then as expected.
    private readonly double[] _turnouts;

    /// <summary>Makes room.</summary>
    /// <param name="cases">The problems.</param>
    public TruthExpectation(TruthCases cases)
    {
        _cases = cases;
        (_difficulties, _resultLogs) = (new double[cases.Results.Length * Nodes], new double[cases.Results.Length]);
        (_concentrations, _partitionLogs) = (new double[cases.Coincidences.Length * Points], new double[cases.Coincidences.Length]);
        _turnouts = new double[cases.Turnouts.Length * Nodes];
        foreach (var problem in cases.Problems)
            Truths.Add(new double[problem.Answers.Count + 1]);
    }

    /// <summary>By problem, how likely each answer is right, and last that none is, as the last model had it.</summary>
    public RaggedRows<double> Truths { get; } = new();

    // As the last model has them.
    private TruthMember[] _members = [];

    private static int Normal => TruthNodes.Normal;

    private static int Nodes => TruthNodes.Count;

    private static int Points => WrongAnswerLaw.Points;

    /// <summary>All problems.</summary>
    /// <param name="nodes">The model.</param>
    /// <param name="laws">The model's laws, over the problems.</param>
    public Expected Of(TruthNodes nodes, IReadOnlyList<ITruthLaw> laws)
    {
        // Summed one after the other, so that sums are the same on any number of cores.
        var sum = new Expected(_cases.Members.Count) { LogLikelihood = Weigh(nodes, laws).Sum() };
        var results = new double[_resultLogs.Length];
        var partitions = new double[_partitionLogs.Length];
        for (var p = 0; p < _cases.Count; p++)
            Count(sum, _cases.All[p], Truths[p], results, partitions);
        AddDifficulties(sum, nodes, results);
        for (var i = 0; i < partitions.Length; i++)
            TensorPrimitives.MultiplyAdd(ConcentrationsOf(i), partitions[i], sum.Concentrations, sum.Concentrations);
        return sum;
    }

    /// <summary>How likely each answer is right (<see cref="Truths"/>), and nothing more.</summary>
    /// <param name="nodes">The model.</param>
    /// <param name="laws">The model's laws, over the problems.</param>
    /// <returns>By problem, the log-likelihood of what was seen of it.</returns>
    public double[] Weigh(TruthNodes nodes, IReadOnlyList<ITruthLaw> laws)
    {
        Share(nodes);
        var logs = new double[_cases.Count];
        InChunks(logs.Length, p => logs[p] = Weighed(laws, p, Truths[p]));
        return logs;
    }

    /// <summary>Works out what problems share.</summary>
    private void Share(TruthNodes nodes)
    {
        _members = [.. _cases.Members.Select(nodes.MemberOf)];
        for (var i = 0; i < _cases.Turnouts.Length; i++)
        {
            var turnout = _cases.Turnouts[i];
            var logs = TurnoutOf(i);
            nodes.LogWeights.CopyTo(logs);
            for (var m = 0; m < turnout.Members.Length; m++)
                TensorPrimitives.MultiplyAdd(_members[turnout.Members[m]].LogWrong, turnout.Totals[m], logs, logs);
        }

        InChunks(_resultLogs.Length, i =>
        {
            var (turnout, right) = _cases.Results[i];
            TensorPrimitives.MultiplyAdd(nodes.Difficulties, -right, TurnoutOf(turnout), DifficultiesOf(i));
            _resultLogs[i] = Normalise(DifficultiesOf(i));
        });
        InChunks(_partitionLogs.Length, i =>
        {
            TensorPrimitives.Add(_cases.Coincidences[i], nodes.Concentrations, ConcentrationsOf(i));
            _partitionLogs[i] = Normalise(ConcentrationsOf(i));
        });
    }

    /// <summary>How likely each answer of a problem is right, and the log-likelihood of what was seen of it.</summary>
    private double Weighed(IReadOnlyList<ITruthLaw> laws, int problem, Span<double> truth)
    {
        truth.Clear();
        for (var i = 0; i < laws.Count; i++)
            laws[i].AddTo(truth, problem);

        var seen = _cases.All[problem];
        for (var t = 0; t < truth.Length; t++)
        {
            var group = seen.Groups[t];
            // A right answer's odds are exp(ability - difficulty) of a wrong one's.
            truth[t] += _resultLogs[seen.GroupResults[group]] + _partitionLogs[seen.GroupPartitions[group]]
                + (t < truth.Length - 1 ? Abilities(seen, t) : 0);
            if (seen.IsPossible?[t] == false)
                truth[t] = double.NegativeInfinity;
        }

        return Normalise(truth);
    }

    /// <summary>Counts what a problem shows: how likely what it shares with others is, and the members' right answers.</summary>
    private void Count(Expected sum, TruthCase seen, ReadOnlySpan<double> truth, double[] results, double[] partitions)
    {
        for (var t = 0; t < truth.Length; t++)
        {
            var result = seen.GroupResults[seen.Groups[t]];
            results[result] += truth[t];
            partitions[seen.GroupPartitions[seen.Groups[t]]] += truth[t];
            if (t == truth.Length - 1)
                return;

            // Who is right where everybody is, or wrong where everybody is, shows no ability.
            var own = DifficultiesOf(result);
            var shown = truth[t] * (1 - own[Normal] - own[Normal + 1]);
            var counts = seen.CountsOf(t);
            for (var m = 0; m < counts.Length; m++)
                sum.Slopes[seen.Members[m]] += shown * counts[m];
        }
    }

    /// <summary>Adds what is expected of difficulties and abilities.</summary>
    /// <param name="sum">What it is added to.</param>
    /// <param name="nodes">The model.</param>
    /// <param name="results">How many problems are expected to show each result.</param>
    private void AddDifficulties(Expected sum, TruthNodes nodes, double[] results)
    {
        Array.Clear(_turnouts);
        for (var i = 0; i < results.Length; i++)
        {
            var own = TurnoutOf(_cases.Results[i].Turnout);
            TensorPrimitives.MultiplyAdd(DifficultiesOf(i), results[i], own, own);
        }

        for (var i = 0; i < _cases.Turnouts.Length; i++)
        {
            var turnout = _cases.Turnouts[i];
            var own = TurnoutOf(i);
            sum.Trivial += own[Normal];
            sum.Hopeless += own[Normal + 1];
            for (var q = 0; q < Normal; q++)
            {
                if (own[q] < Negligible)
                    continue;

                sum.DifficultySquare += own[q] * nodes.Difficulties[q] * nodes.Difficulties[q];
                for (var m = 0; m < turnout.Members.Length; m++)
                {
                    var (member, total) = (turnout.Members[m], turnout.Totals[m]);
                    var right = _members[member].Right[q];
                    sum.Slopes[member] -= own[q] * right * total;
                    sum.Bends[member] += own[q] * right * (1 - right) * total;
                }
            }
        }
    }

    private Span<double> TurnoutOf(int turnout) => _turnouts.AsSpan(turnout * Nodes, Nodes);

    private Span<double> DifficultiesOf(int result) => _difficulties.AsSpan(result * Nodes, Nodes);

    private Span<double> ConcentrationsOf(int partition) => _concentrations.AsSpan(partition * Points, Points);

    /// <summary>The sum of the abilities of those who gave an answer.</summary>
    private double Abilities(TruthCase seen, int answer)
    {
        var sum = 0.0;
        var counts = seen.CountsOf(answer);
        for (var m = 0; m < counts.Length; m++)
            sum += counts[m] * _members[seen.Members[m]].Ability;
        return sum;
    }

    /// <summary>Turns logarithms of masses into shares that sum to 1, and returns the logarithm of their sum.</summary>
    private static double Normalise(Span<double> logs)
    {
        var top = TensorPrimitives.Max(logs);
        TensorPrimitives.Subtract(logs, top, logs);
        TensorPrimitives.Exp(logs, logs);
        // In order: a sum by lanes would depend on how wide the machine's are.
        var sum = 0.0;
        foreach (var mass in logs)
            sum += mass;
        TensorPrimitives.Divide(logs, sum, logs);
        return top + Math.Log(sum);
    }

    private static void InChunks(int count, Action<int> work)
    {
        if (count <= Chunk)
            WorkAt(0);
        else
            Parallel.For(0, (count + Chunk - 1) / Chunk, WorkAt);

        void WorkAt(int chunk)
        {
            for (var i = chunk * Chunk; i < Math.Min(count, (chunk + 1) * Chunk); i++)
                work(i);
        }
    }
}
