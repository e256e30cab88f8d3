using HeavySim.Core;

namespace HeavySim.Verifier.Answers;

/// <summary>The kind of a problem's answers where the problem does not say: by its choices, its question and the shape of its gold.</summary>
internal static class KindInference
{
    /// <summary>The kind, or null where each answer's own shape decides. The same for every answer to one problem.</summary>
    public static AnswerKind? Of(Problem problem)
    {
        if (problem.Kind is { } given)
            return given;
        if (problem.Choices.Count > 0)
            return AnswerKind.Choice;
        if (problem.Gold is not { } gold)
            return null;

        var bare = Wrapping.Off(gold);
        if (YesNoForm.KeyOf(bare) is not null)
            return AnswerKind.YesNo;

        // A numeral, perhaps with a unit: then sentences with one number in them are read as that number.
        return bare.Length is > 0 and <= 40 && GenericForm.MathKey(bare) is ['n', ..] && NumberScan.Only(bare) is not null && bare.AsSpan().IndexOfAny("\\^(") < 0
            ? AnswerKind.Number
            : null;
    }
}
