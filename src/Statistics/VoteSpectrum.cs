using System.Numerics;
using System.Runtime.CompilerServices;

namespace HeavySim.Statistics;

/// <summary>
/// The generating function Σ_k P(a right class wins and k are drawn) z^k on the unit circle, where every sample is drawn with probability
/// q.
/// </summary>
/// <remarks>
/// With t votes for the winner, a class that can get t is a factor F = Σ_{y&lt;t} p(y)z^y + u·p(t)z^t, where u counts ties and ∫₀¹ u^T du
/// is the chance of one in a tie of T+1; classes that cannot are together (1-q+qz)^light. Right winners are Σ_v p_v(t)z^t Π_{j≠v} F_j,
/// carried along beside the product itself: (A, B) becomes (A·F, B·F + p(t)·A). So one pass serves all right classes, and classes of one
/// size are a power.
/// </remarks>
internal sealed class VoteSpectrum
{
    /// <summary>Probabilities below this are dropped: nothing here is more precise.</summary>
    private const double Negligible = 1e-18;

    private readonly EqualClasses[] _groups;
    private readonly BinomialWindow[] _windows;
    private readonly VoteLevel[] _levels;
    private readonly double _q;

    /// <summary>Plans the levels of votes at which somebody can win.</summary>
    /// <param name="groups">The answer classes by size, largest first.</param>
    /// <param name="abstained">Samples that do not vote.</param>
    /// <param name="q">The probability that a sample is drawn, in 0..1, exclusive.</param>
    public VoteSpectrum(EqualClasses[] groups, int abstained, double q)
    {
        _groups = groups;
        _q = q;
        _windows = [.. groups.Select(g => new BinomialWindow(g.Size, q))];
        _levels = [.. Plan(abstained)];
    }

    // Compiled at its best at once, with the two below: a command line runs them too few times to be found hot, and too long to be left
    // cold.
    /// <summary>The value at some points of the unit circle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ComplexLanes At(ComplexLanes z)
    {
        var sum = default(ComplexLanes);
        if (_levels.Length == 0)
            return sum;

        var sample = new ComplexLanes(new Vector<double>(1 - _q), default) + (_q * z);
        var votes = z.Power(_levels[0].Votes);
        var below = Array.Empty<ComplexLanes>();
        var pool = ComplexLanes.One;
        var light = 0;
        foreach (var level in _levels)
        {
            if (level.Light != light)
                pool *= sample.Power(level.Light - light);
            light = level.Light;
            // All other factors are at most one, and the pool only grows: the sum is complete.
            if (pool.LargestSquare < Negligible * Negligible)
                return sum;

            if (below.Length == 0)
                below = Below(z, level);
            if (level.CanBeRight)
                sum += Winners(level, votes, below) * votes * pool;
            for (var j = 0; j < level.Heavy; j++)
                below[j] += _windows[j].At(level.Votes) * votes;
            votes *= z;
        }

        return sum;
    }

    /// <summary>Σ_{y&lt;t} p(y)z^y of every class size that can get the t votes of a level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ComplexLanes[] Below(ComplexLanes z, VoteLevel level)
    {
        var below = new ComplexLanes[level.Heavy];
        for (var j = 0; j < below.Length; j++)
        {
            var window = _windows[j];
            for (var y = Math.Min(level.Votes - 1, window.High); y >= window.Low; y--)
                below[j] = (below[j] * z) + (window.At(y) * ComplexLanes.One);
            below[j] *= z.Power(window.Low);
        }

        return below;
    }

    /// <summary>∫ Σ_v p_v(t) Π_{j≠v} F_j du over the right classes v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ComplexLanes Winners(VoteLevel level, ComplexLanes votes, ComplexLanes[] below)
    {
        var sum = default(ComplexLanes);
        for (var node = 0; node < level.Ties.Nodes.Length; node++)
        {
            var all = ComplexLanes.One;
            var right = default(ComplexLanes);
            for (var j = 0; j < level.Heavy; j++)
            {
                var chance = _windows[j].At(level.Votes);
                var factor = below[j] + ((level.Ties.Nodes[node] * chance) * votes);
                right = (right * factor) + ((_groups[j].Right * chance) * all);
                all *= factor;
                if (_groups[j].Classes > 1)
                {
                    var others = factor.Power(_groups[j].Classes - 1);
                    right *= others;
                    all *= others;
                }
            }

            sum += level.Ties.Weights[node] * right;
        }

        return sum;
    }

    private IEnumerable<VoteLevel> Plan(int light)
    {
        var heavy = _groups.Length;
        var highest = _windows.Length == 0 ? 0 : _windows.Max(static w => w.High);
        for (var t = 1; t <= highest; t++)
        {
            for (; heavy > 0 && _windows[heavy - 1].High < t; heavy--)
                light += _groups[heavy - 1].Size * _groups[heavy - 1].Classes;

            var withinReach = 0.0;
            var ties = 0.0;
            var classes = 0;
            var canBeRight = false;
            for (var j = 0; j < heavy; j++)
            {
                var upTo = _windows[j].UpTo(t);
                withinReach += _groups[j].Classes * Math.Log(upTo);
                ties += upTo == 0 ? 0 : _groups[j].Classes * _windows[j].At(t) / upTo;
                classes += _groups[j].Classes;
                canBeRight |= _groups[j].Right > 0;
            }

            if (withinReach >= Math.Log(Negligible))
                yield return new VoteLevel(t, heavy, light, canBeRight, GaussLegendre.ForTies(ties, classes - 1));
        }
    }

    /// <summary>One number of votes to win with.</summary>
    /// <param name="Votes">t.</param>
    /// <param name="Heavy">How many of the groups can get that many votes.</param>
    /// <param name="Light">Samples that do not vote, or in classes that cannot.</param>
    /// <param name="CanBeRight">Whether one of the groups that can has a right class.</param>
    /// <param name="Ties">The quadrature over u.</param>
    private sealed record VoteLevel(int Votes, int Heavy, int Light, bool CanBeRight, GaussLegendre Ties);
}
