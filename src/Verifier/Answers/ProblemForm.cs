using System.Runtime.CompilerServices;
using System.Text.Json;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// What follows from a problem alone and is the same for every answer to it: the kind of its answers and the keys of its golds. Worked out
/// once for each problem and kept as long as the problem is.
/// </summary>
internal sealed class ProblemForm
{
    private static readonly string[] FurtherGolds = ["golds", "acceptable_answers", "aliases"];
    private static readonly ConditionalWeakTable<Problem, ProblemForm> Known = [];

    private IReadOnlyList<string>? _goldKeys;

    private Subject? _subject;

    private ProblemForm(Problem problem) => Rule = AnswerKinds.Of(problem);

    /// <summary>How its answers are read and graded.</summary>
    public AnswerRule Rule { get; }

    /// <summary>The form of a problem.</summary>
    public static ProblemForm Of(Problem problem) => Known.GetValue(problem, static p => new ProblemForm(p));

    /// <summary>The keys that are right, the gold's first.</summary>
    /// <param name="problem">The problem whose form this is; two threads may work out the same keys.</param>
    public IReadOnlyList<string> GoldKeys(Problem problem) =>
        _goldKeys ??= [.. Golds(problem).Select(gold => CanonicalForm.KeyOf(problem, gold)).OfType<string>()];

    /// <summary>Whether the gold is a phrase with something in it, "odd n": then a formula alone is no answer.</summary>
    /// <param name="problem">The problem whose form this is.</param>
    public bool IsOfWords(Problem problem) =>
        problem.Gold is { } gold && GoldKeys(problem) is [['t' or 'x', ..], ..] && FormulaForm.HasWord(Wrapping.Off(gold));

    /// <summary>What the gold names.</summary>
    /// <param name="problem">The problem whose form this is.</param>
    public Subject SubjectOf(Problem problem) =>
        _subject ??= problem.Gold is { } gold ? Subject.Of(Wrapping.Off(CanonicalForm.Stated(gold))) : Subject.None;

    private static List<string> Golds(Problem problem)
    {
        var golds = new List<string>();
        if (problem.Gold is { } own)
            golds.Add(own);
        foreach (var name in FurtherGolds)
        {
            if (!problem.Metadata.TryGetValue(name, out var json) || !json.StartsWith('['))
                continue;

            try
            {
                using var array = JsonDocument.Parse(json);
                foreach (var gold in array.RootElement.EnumerateArray())
                    golds.Add(gold.ValueKind == JsonValueKind.String ? gold.GetString()! : gold.GetRawText());
            }
            catch (JsonException)
            {
                // A field of that name that is no list of golds.
            }
        }

        return golds;
    }
}
