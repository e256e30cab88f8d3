using System.Collections.Concurrent;
using HeavySim.Mathematics;

namespace HeavySim.Statistics.Stopping;

/// <summary>
/// Classes of equal size that a replay need not tell apart: equally right, and leading the full vote or not alike. What has been drawn of
/// them is then known when it is known how many of them have 0, 1, 2, ... votes: m classes of c samples have C(m + c, c) such states
/// instead of (c + 1)^m.
/// </summary>
internal sealed class ClassGroup
{
    // Problems of a run share them, and large ones are rare.
    private const int MostKept = 2_000;

    private static readonly ConcurrentDictionary<(int Size, int Classes), StateTable> Tables = new();

    private readonly StateTable _states;

    private ClassGroup(int size, IReadOnlyList<int> classes, bool isSilent, double rightShare, bool leads)
    {
        Classes = classes;
        IsSilent = isSilent;
        RightShare = rightShare;
        Leads = leads;
        _states = States(size, classes.Count) > MostKept ? new StateTable(size, classes.Count)
            : Tables.GetOrAdd((size, classes.Count), static key => new StateTable(key.Size, key.Classes));
    }

    /// <summary>The urn's numbers of the classes; of the silent, the number past the last.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>True for the samples that abstained: they are drawn, and do not vote.</summary>
    public bool IsSilent { get; }

    /// <summary>The share of each class that is right.</summary>
    public double RightShare { get; }

    /// <summary>Whether each class leads the vote over all samples.</summary>
    public bool Leads { get; }

    /// <summary>For each state, how many classes have 0, 1, ... samples drawn.</summary>
    public int[][] Levels => _states.Levels;

    /// <summary>For each state, the samples drawn in all.</summary>
    public int[] Drawn => _states.Drawn;

    /// <summary>For each state, the states that one more sample leads to, and how many of the samples left do.</summary>
    public (int Next, int Samples)[][] Moves => _states.Moves;

    /// <summary>How many states so many classes of one size have.</summary>
    public static double States(int size, int classes) => Math.Round(Math.Exp(Binomials.LogChoose(size + classes, size)));

    /// <summary>The groups of an urn.</summary>
    public static IEnumerable<(int Size, double RightShare, bool Leads, List<int> Classes)> Of(SampleUrn urn)
    {
        var groups = new Dictionary<(int, double, bool), List<int>>();
        for (var i = 0; i < urn.ClassCount; i++)
        {
            var kind = (urn.Counts[i], urn.RightShares[i], urn.Leads[i]);
            if (!groups.TryGetValue(kind, out var classes))
                groups.Add(kind, classes = []);
            classes.Add(i);
        }

        return groups.Select(static g => (g.Key.Item1, g.Key.Item2, g.Key.Item3, g.Value));
    }

    public static ClassGroup OfVoters(int size, double rightShare, bool leads, IReadOnlyList<int> classes) =>
        new(size, classes, isSilent: false, rightShare, leads);

    public static ClassGroup OfSilent(int size, int number) => new(size, [number], isSilent: true, 0, leads: false);

    /// <summary>The states of so many classes of one size, and how they follow each other.</summary>
    private sealed class StateTable
    {
        private readonly int _size;

        public StateTable(int size, int classes)
        {
            _size = size;
            // In order of the samples drawn, so that every state comes after those that lead to it.
            Levels = [.. Histograms(size, classes).OrderBy(Total).ThenBy(static h => string.Join(',', h), StringComparer.Ordinal)];
            Drawn = [.. Levels.Select(Total)];
            var places = Levels.Select(static (h, i) => (h, i))
                .ToDictionary(static p => string.Join(',', p.h), static p => p.i, StringComparer.Ordinal);
            Moves = [.. Levels.Select(h => MovesFrom(h, places))];
        }

        public int[][] Levels { get; }

        public int[] Drawn { get; }

        public (int Next, int Samples)[][] Moves { get; }

        private static int Total(int[] levels)
        {
            var total = 0;
            for (var votes = 1; votes < levels.Length; votes++)
                total += votes * levels[votes];
            return total;
        }

        private static IEnumerable<int[]> Histograms(int size, int classes)
        {
            if (size == 0)
            {
                yield return [classes];
                yield break;
            }

            for (var full = 0; full <= classes; full++)
            {
                foreach (var rest in Histograms(size - 1, classes - full))
                    yield return [.. rest, full];
            }
        }

        private (int Next, int Samples)[] MovesFrom(int[] levels, Dictionary<string, int> places)
        {
            var moves = new List<(int, int)>();
            for (var votes = 0; votes < _size; votes++)
            {
                if (levels[votes] == 0)
                    continue;

                int[] next = [.. levels];
                next[votes]--;
                next[votes + 1]++;
                moves.Add((places[string.Join(',', next)], levels[votes] * (_size - votes)));
            }

            return [.. moves];
        }
    }
}
