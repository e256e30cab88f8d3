namespace HeavySim.Verifier;

/// <summary>What a fusion file does with a ballot.</summary>
public enum FusionMethod
{
    /// <summary>The learned logits.</summary>
    Logit,

    /// <summary>The plain vote: out of fold, nothing learned did better.</summary>
    Vote,

    /// <summary>The answer of the best member, the vote where it is silent: out of fold, nothing else did better.</summary>
    BestMember,
}
