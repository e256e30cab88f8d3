using System.Runtime.InteropServices;

namespace HeavySim.Verifier.Truth;

/// <summary>The choices of one kind of judge among one set of answers.</summary>
internal sealed class ChosenAnswers
{
    // By the problem's answers: the kind of each that was shown, else -1.
    private readonly int[] _kinds;

    /// <summary>Puts alike answers together.</summary>
    /// <param name="judge">The kind of judge: method and model.</param>
    /// <param name="votes">The votes of all answers of the problem, in their order.</param>
    /// <param name="shown">The answers shown, by their place, each once.</param>
    /// <param name="wins">How often each of them was preferred, in the same order.</param>
    public ChosenAnswers(string judge, IReadOnlyList<int> votes, IReadOnlyList<int> shown, IReadOnlyList<int> wins)
    {
        Judge = judge;
        Drawn = wins.Sum();
        var kinds = shown.Select((answer, i) => (Votes: votes[answer], Wins: wins[i])).Distinct().Order().ToList();
        _kinds = new int[votes.Count];
        Array.Fill(_kinds, -1);
        var counts = new int[kinds.Count];
        for (var i = 0; i < shown.Count; i++)
        {
            var kind = kinds.IndexOf((votes[shown[i]], wins[i]));
            _kinds[shown[i]] = kind;
            counts[kind]++;
        }

        Kinds = [.. kinds.Select((k, i) => new ChosenKind(k.Votes, k.Wins, counts[i]))];
    }

    /// <summary>The kind of judge: method and model.</summary>
    public string Judge { get; }

    /// <summary>How many choices were made.</summary>
    public int Drawn { get; }

    /// <summary>The answers shown, those together that have as many votes and were preferred as often; fewest first.</summary>
    public ChosenKind[] Kinds { get; }

    /// <summary>The place of an answer's kind, or -1 where the answer was not shown.</summary>
    /// <param name="answer">The answer's place among the answers of the problem.</param>
    public int KindOf(int answer) => _kinds[answer];
}

/// <summary>Answers that have as many votes and were preferred as often.</summary>
/// <param name="Votes">The votes of each.</param>
/// <param name="Wins">How often each was preferred.</param>
/// <param name="Count">How many they are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChosenKind(int Votes, int Wins, int Count);
