namespace HeavySim.Records.Problems;

/// <summary>CRUXEval output prediction (Gu et al. 2024, arXiv:2401.03065): a function f, an input, and the value it returns.</summary>
internal static class ProgramOutputForm
{
    /// <summary>Reads a record with "code", "input" and "output", or null when it is none.</summary>
    public static Problem? Read(RecordFields fields, string id)
    {
        if (!fields.Has("code") || !fields.Has("input") || !fields.Has("output") || fields.Has("question") || fields.Has("prompt"))
            return null;

        var code = fields.TakeText("code");
        var input = fields.TakeText("input");
        return new Problem
        {
            Id = id,
            Question = $"{code}\nassert f({input}) == ??",
            Gold = fields.TakeText("output"),
            Kind = AnswerKind.Literal,
        };
    }
}
