using System.Collections.Concurrent;

namespace HeavySim.Orchestrator;

/// <summary>
/// Adaptive-Consistency with the Dirichlet criterion (Aggarwal et al. 2023, arXiv:2305.11860): stops when, from a uniform prior over the
/// classes seen (the five largest, as there), the leader is the most probable answer with at least the given probability. The paper
/// samples; here the probability is an integral: with independent X_i ~ Gamma(n_i + 1), P(X_1 is the largest) = ∫ f_1(x) Π F_i(x) dx.
/// </summary>
/// <param name="name">The name it was asked for by.</param>
/// <param name="threshold">The probability, in 0.5..1; the paper's is 0.95.</param>
internal sealed class DirichletRule(string name, double threshold) : IStopRule
{
    private const int Classes = 5;
    private const int Panels = 400;

    // Leaders of more votes are rare, and their tables are not kept.
    private const int Tabled = 65;

    private static readonly ConcurrentDictionary<int, Nodes> Tables = new();

    private readonly ConcurrentDictionary<(int, int, int, int, int), double> _known = new();

    public string Name => name;

    public bool IsOrderFree => true;

    public bool ShouldStop(in VoteState vote)
    {
        Span<int> top = stackalloc int[Classes];
        top.Clear();
        foreach (var count in vote.Counts)
        {
            // A slice moved as a whole costs more than the few places do.
            var place = count > top[^1] ? Classes - 1 : Classes;
            for (; place is > 0 and < Classes && top[place - 1] < count; place--)
                top[place] = top[place - 1];
            if (place < Classes)
                top[place] = count;
        }

        if (top[0] == 0)
            return false;
        // With nobody else seen, one class that has not been seen stands for all others.
        return _known.GetOrAdd((top[0], top[1], top[2], top[3], top[4]), static key => LeaderIsLargest(key)) >= threshold;
    }

    private static double LeaderIsLargest((int, int, int, int, int) top)
    {
        int[] rivals = [.. new[] { top.Item2, top.Item3, top.Item4, top.Item5 }.Where(static n => n > 0)];
        if (rivals.Length == 0)
            rivals = [0];

        var nodes = top.Item1 < Tabled ? Tables.GetOrAdd(top.Item1, static n => new Nodes(n)) : new Nodes(top.Item1);
        var below = Array.ConvertAll(rivals, nodes.Below);
        var sum = 0.0;
        for (var i = 0; i <= Panels; i++)
        {
            var product = 1.0;
            foreach (var rival in below)
                product *= rival[i];
            sum += nodes.Masses[i] * product;
        }

        return sum * nodes.Step / 3;
    }

    /// <summary>The density of Gamma(n + 1, 1) at x.</summary>
    private static double Density(int n, double x)
    {
        if (x <= 0)
            return n == 0 && x == 0 ? 1 : 0;

        var log = (n * Math.Log(x)) - x;
        for (var i = 2; i <= n; i++)
            log -= Math.Log(i);
        return Math.Exp(log);
    }

    /// <summary>P(Gamma(n + 1, 1) ≤ x) = 1 - P(Poisson(x) ≤ n).</summary>
    private static double Cumulative(int n, double x)
    {
        var term = Math.Exp(-x);
        var sum = term;
        for (var i = 1; i <= n; i++)
            sum += term *= x / i;

        return Math.Max(0, 1 - sum);
    }

    /// <summary>
    /// Simpson's rule where Gamma(n + 1) has its mass: mean n + 1, standard deviation √(n + 1). A replay asks for few n a thousand times.
    /// </summary>
    private sealed class Nodes
    {
        private readonly ConcurrentDictionary<int, double[]> _below = new();
        private readonly double _from;

        public Nodes(int leader)
        {
            var centre = leader + 1.0;
            var reach = 10 * Math.Sqrt(centre);
            _from = Math.Max(0, centre - reach);
            Step = (centre + reach - _from) / Panels;
            Masses = [.. Enumerable.Range(0, Panels + 1).Select(i => (i is 0 or Panels ? 1 : i % 2 == 1 ? 4 : 2) * Density(leader, At(i)))];
        }

        /// <summary>The distance between nodes.</summary>
        public double Step { get; }

        /// <summary>The density of the leader at each node, times the weight of the node.</summary>
        public double[] Masses { get; }

        /// <summary>The chance that a class of so many votes is below each node.</summary>
        public double[] Below(int rival) =>
            _below.GetOrAdd(rival, n => [.. Enumerable.Range(0, Panels + 1).Select(i => Cumulative(n, At(i)))]);

        private double At(int node) => _from + (node * Step);
    }
}
