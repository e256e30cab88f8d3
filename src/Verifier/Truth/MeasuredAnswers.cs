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
        _means = [.. values.Select(static v => v.Count == 0 ? 0 : v.Average())];
        // About the problem's own mean, as only differences within a problem count and sums of squares stay exact.
        var middle = values.Zip(_means).Where(static x => x.First.Count > 0).Select(static x => x.Second).DefaultIfEmpty().Average();
        for (var a = 0; a < _means.Length; a++)
            _means[a] -= middle;
        var counts = values.Select(static v => v.Count).Where(static n => n > 0).Distinct().Order().ToList();
        _groups = [.. values.Select(v => counts.IndexOf(v.Count))];
        Groups = [.. counts.Select((n, g) =>
        {
            var means = _means.Where((_, a) => _groups[a] == g).ToList();
            return new MeasuredGroup(n, means.Count, means.Sum(), means.Sum(static m => m * m));
        })];
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
