namespace HeavySim.Verifier.Truth;

/// <summary>What a model expects of problems given what was seen of them: the E-step. Difficulties are integrated over a grid.</summary>
internal sealed class TruthExpectation
{
    // What is so many times e less likely than the likeliest adds nothing that is seen.
    private const double Vanishing = 40;
    private const double Negligible = 1e-9;

    // Problems worked at as one, and summed up before they are added to the others: so sums are the same on any number of cores.
    private const int Chunk = 50;

    private readonly TruthNodes _nodes;
    private readonly TruthCases _cases;
    private readonly TruthMember[] _members;

    public TruthExpectation(TruthNodes nodes, TruthCases cases)
    {
        _nodes = nodes;
        _cases = cases;
        _members = [.. cases.Members.Select(nodes.MemberOf)];
    }

    private static int Normal => TruthNodes.Normal;

    private static int Nodes => TruthNodes.Count;

    /// <summary>All problems.</summary>
    /// <param name="truths">
    /// By problem, where to write how likely each answer is right, and last that none is: an array of that length for each.
    /// </param>
    public Expected Of(double[][] truths)
    {
        var chunks = new Expected[(_cases.Count + Chunk - 1) / Chunk];
        if (chunks.Length == 1)
            return OfChunk(0);

        Parallel.For(0, chunks.Length, chunk => chunks[chunk] = OfChunk(chunk));
        var all = new Expected(_members.Length);
        foreach (var chunk in chunks)
            all.Add(chunk);
        return all;

        Expected OfChunk(int chunk)
        {
            var sum = new Expected(_members.Length);
            var groups = new Groups();
            for (var i = chunk * Chunk; i < Math.Min(_cases.Count, (chunk + 1) * Chunk); i++)
                Add(sum, _cases.All[i], groups, truths[i]);
            return sum;
        }
    }

    private void Add(Expected sum, TruthCase seen, Groups groups, double[] truth)
    {
        Array.Clear(truth);
        foreach (var law in _nodes.Model.Laws)
            law.AddTo(truth, seen.Problem);

        Weigh(groups, seen);
        var answers = seen.Counts.Length;
        for (var t = 0; t <= answers; t++)
        {
            // A right answer's odds are exp(ability - difficulty) of a wrong one's.
            truth[t] = seen.IsPossible[t]
                ? truth[t] + groups.Logs[seen.Groups[t]] + (t < answers ? Abilities(seen, t) : 0)
                : double.NegativeInfinity;
        }

        sum.LogLikelihood += Normalise(truth);
        Array.Clear(groups.Masses);
        for (var t = 0; t <= answers; t++)
            groups.Masses[seen.Groups[t]] += truth[t];
        Expect(sum, seen, groups, truth);
    }

    /// <summary>
    /// What depends on how many gave the right answer, and not on which it is: how wrong answers coincide, and the difficulty.
    /// </summary>
    private void Weigh(Groups groups, TruthCase seen)
    {
        groups.Hold(seen.GroupVotes.Length);
        Span<double> allWrong = stackalloc double[Nodes];
        _nodes.LogWeights.CopyTo(allWrong);
        for (var m = 0; m < seen.Members.Length; m++)
        {
            var (total, logWrong) = (seen.Totals[m], _members[seen.Members[m]].LogWrong);
            for (var q = 0; q < Nodes; q++)
                allWrong[q] += total * logWrong[q];
        }

        for (var g = 0; g < seen.GroupVotes.Length; g++)
        {
            var nodes = groups.NodesOf(g);
            var concentrations = groups.ConcentrationsOf(g);
            for (var q = 0; q < Nodes; q++)
                nodes[q] = allWrong[q] - (seen.GroupVotes[g] * _nodes.Difficulties[q]);
            for (var h = 0; h < concentrations.Length; h++)
                concentrations[h] = _nodes.Concentrations[h] + seen.Coincidence[g][h];
            groups.Logs[g] = Normalise(nodes) + Normalise(concentrations);
        }
    }

    private void Expect(Expected sum, TruthCase seen, Groups groups, double[] truth)
    {
        Span<double> nodes = stackalloc double[Nodes];
        nodes.Clear();
        for (var g = 0; g < seen.GroupVotes.Length; g++)
        {
            var mass = groups.Masses[g];
            var own = groups.NodesOf(g);
            var concentrations = groups.ConcentrationsOf(g);
            for (var q = 0; q < Nodes; q++)
                nodes[q] += mass * own[q];
            for (var h = 0; h < concentrations.Length; h++)
                sum.Concentrations[h] += mass * concentrations[h];
        }

        sum.Trivial += nodes[Normal];
        sum.Hopeless += nodes[Normal + 1];
        for (var q = 0; q < Normal; q++)
        {
            if (nodes[q] < Negligible)
                continue;

            sum.DifficultySquare += nodes[q] * _nodes.Difficulties[q] * _nodes.Difficulties[q];
            for (var m = 0; m < seen.Members.Length; m++)
            {
                var p = _members[seen.Members[m]].Right[q];
                sum.Slopes[seen.Members[m]] -= nodes[q] * p * seen.Totals[m];
                sum.Bends[seen.Members[m]] += nodes[q] * p * (1 - p) * seen.Totals[m];
            }
        }

        // Who is right where everybody is, or wrong where everybody is, shows no ability.
        for (var t = 0; t < seen.Counts.Length; t++)
        {
            var own = groups.NodesOf(seen.Groups[t]);
            var shown = truth[t] * (1 - own[Normal] - own[Normal + 1]);
            for (var m = 0; m < seen.Members.Length; m++)
                sum.Slopes[seen.Members[m]] += shown * seen.Counts[t][m];
        }
    }

    /// <summary>The sum of the abilities of those who gave an answer.</summary>
    private double Abilities(TruthCase seen, int answer)
    {
        var sum = 0.0;
        for (var m = 0; m < seen.Members.Length; m++)
            sum += seen.Counts[answer][m] * _members[seen.Members[m]].Ability;
        return sum;
    }

    /// <summary>Turns logarithms of masses into shares that sum to 1, and returns the logarithm of their sum.</summary>
    private static double Normalise(Span<double> logs)
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

    /// <summary>Groups of answers that equally many gave; made once for many problems.</summary>
    private sealed class Groups
    {
        private double[] _nodes = [];
        private double[] _concentrations = [];

        /// <summary>The log-likelihood of what the answers of each have in common.</summary>
        public double[] Logs { get; private set; } = [];

        /// <summary>How likely it is that one of each is right.</summary>
        public double[] Masses { get; private set; } = [];

        /// <summary>How likely each difficulty is where one of a group is right.</summary>
        public Span<double> NodesOf(int group) => _nodes.AsSpan(group * Nodes, Nodes);

        /// <summary>How likely each concentration is where one of a group is right.</summary>
        public Span<double> ConcentrationsOf(int group) => _concentrations.AsSpan(group * WrongAnswerLaw.Points, WrongAnswerLaw.Points);

        /// <summary>Makes room for so many.</summary>
        public void Hold(int groups)
        {
            if (groups <= Logs.Length)
                return;

            (Logs, Masses) = (new double[groups], new double[groups]);
            (_nodes, _concentrations) = (new double[groups * Nodes], new double[groups * WrongAnswerLaw.Points]);
        }
    }
}
