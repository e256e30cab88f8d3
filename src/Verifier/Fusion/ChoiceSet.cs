namespace HeavySim.Verifier;

/// <summary>One problem as the conditional logit sees it: the features of its distinct answers, and which of them are right.</summary>
/// <param name="Rows">One sparse row per answer.</param>
/// <param name="Correct">One flag per answer.</param>
internal sealed record ChoiceSet(SparseRow[] Rows, bool[] Correct)
{
    /// <summary>True when the problem can teach anything: some answers are right and some wrong.</summary>
    public bool IsInformative => Correct.Contains(true) && Correct.Contains(false);
}

/// <summary>The features of an answer that are not zero.</summary>
internal sealed record SparseRow(int[] Indices, double[] Values)
{
    /// <summary>The score of the answer under given weights.</summary>
    public double Dot(double[] weights)
    {
        var sum = 0.0;
        for (var k = 0; k < Indices.Length; k++)
            sum += Values[k] * weights[Indices[k]];

        return sum;
    }
}
