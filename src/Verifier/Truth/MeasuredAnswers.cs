using System.Runtime.InteropServices;

namespace HeavySim.Verifier.Truth;

/// <summary>A measure of the attempts behind each answer.</summary>
internal sealed class MeasuredAnswers
{
    private readonly double[] _means;
    private readonly int[] _groups;

    /// <summary>Puts together what is measured equally well.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="values">
    /// The values of each answer's attempts, in the order of the answers; empty where nothing was measured.
    /// </param>
    public MeasuredAnswers(string name, IReadOnlyList<IReadOnlyList<double>> values)
    {
        (Name, Values) = (name, values);
        _means = new double[values.Count];
        _groups = new int[values.Count];
        // About the problem's own mean, as only differences within a problem count and sums of squares stay exact.
        var (sum, measured) = (0.0, 0);
        var counts = new SortedSet<int>();
        for (var a = 0; a < _means.Length; a++)
        {
            if (values[a].Count == 0)
                continue;

            _means[a] = values[a].Average();
            sum += _means[a];
            measured++;
            counts.Add(values[a].Count);
        }

        var groups = counts.Index().ToDictionary(static c => c.Item, static c => c.Index);
        Groups = [.. counts.Select(static n => new MeasuredGroup(n, 0, 0, 0))];
        for (var a = 0; a < _means.Length; a++)
        {
            _means[a] -= measured == 0 ? 0 : sum / measured;
            _groups[a] = groups.GetValueOrDefault(values[a].Count, -1);
            if (_groups[a] < 0)
                continue;

            var group = Groups[_groups[a]];
            Groups[_groups[a]] = group with
            {
                Count = group.Count + 1,
                Sum = group.Sum + _means[a],
                Squares = group.Squares + (_means[a] * _means[a]),
            };
        }
    }

    /// <summary>What was measured.</summary>
    public string Name { get; }

    /// <summary>The values of each answer's attempts, in the order of the answers; empty where nothing was measured.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Values { get; }

    /// <summary>The answers that were measured, those together that were measured as often.</summary>
    public MeasuredGroup[] Groups { get; }

    /// <summary>The place of an answer's group, or -1 where nothing was measured of it.</summary>
    public int GroupOf(int answer) => answer < _groups.Length ? _groups[answer] : -1;

    /// <summary>The mean of an answer's values, less that of the means of all answers of the problem.</summary>
    public double MeanOf(int answer) => _means[answer];
}

/// <summary>Answers that were measured equally often.</summary>
/// <param name="Attempts">How many values each has.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Sum">The sum of their means.</param>
/// <param name="Squares">The sum of the squares of their means.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MeasuredGroup(int Attempts, int Count, double Sum, double Squares);
