namespace HeavySim.Verifier;

/// <summary>Reads from a ballot and its findings what fusion can learn from: the same for training and for use.</summary>
internal static class FusionEvidence
{
    private const string SelfConfidence = "self-confidence";
    private const string Length = "length";
    private const string Accepted = "accepted";
    private const string Rejected = "rejected";
    private const string Preferred = "preferred";

    /// <summary>The problem as fusion sees it.</summary>
    /// <param name="problemId">The problem's id.</param>
    /// <param name="ballot">The final ballot.</param>
    /// <param name="findings">What the cross-check found.</param>
    /// <param name="isCorrect">Whether a class is right; null when it is not known, as when fusing.</param>
    /// <remarks>
    /// Evidence per answer: "self-confidence", the mean log odds its members state, against the mean of all; "length", the log of its mean
    /// length against the mean of all; "accepted" and "rejected", verdicts for and against it; "preferred", choices among several won
    /// beyond an even share.
    /// </remarks>
    public static FusionProblem Read(string problemId, Ballot ballot, IReadOnlyList<Finding> findings, Func<AnswerClass, bool>? isCorrect)
    {
        var confidence = Centred(ballot, AttemptMeasure.Confidence);
        var length = Centred(ballot, AttemptMeasure.Length);
        return new FusionProblem
        {
            Id = problemId,
            Answers = [.. ballot.Classes.Select((c, i) => new FusionAnswer
            {
                Key = c.Key,
                Members = [.. c.Members.Select(static m => FusionMember.NameOf(m.Attempt.Agent))],
                IsCorrect = isCorrect?.Invoke(c) ?? false,
                Evidence = Known(
                    (SelfConfidence, confidence[i]),
                    (Length, length[i]),
                    (Accepted, findings.OfType<Verdict>().Count(v => v.AnswerKey == c.Key && v.Judgement == Judgement.Correct)),
                    (Rejected, findings.OfType<Verdict>().Count(v => v.AnswerKey == c.Key && v.Judgement == Judgement.Incorrect)),
                    (Preferred, Preference(c.Key, findings))),
            })],
        };
    }

    private static double Preference(string key, IReadOnlyList<Finding> findings) => findings
        .OfType<Comparison>()
        .Where(c => c.PreferredKey is not null && c.AnswerKeys.Contains(key, StringComparer.Ordinal))
        .Sum(c => (c.PreferredKey == key ? 1.0 : 0.0) - (1.0 / c.AnswerKeys.Count));

    private static double[] Centred(Ballot ballot, Func<Attempt, double?> measure)
    {
        var perClass = ballot.Classes.Select(c => c.Members.Select(m => measure(m.Attempt)).OfType<double>().ToList()).ToList();
        var all = perClass.SelectMany(static x => x).ToList();
        return [.. perClass.Select(x => x.Count == 0 ? 0 : x.Average() - all.Average())];
    }

    private static Dictionary<string, double> Known(params ReadOnlySpan<(string Name, double Value)> evidence)
    {
        var known = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in evidence)
        {
            if (value != 0)
                known[name] = value;
        }

        return known;
    }
}
