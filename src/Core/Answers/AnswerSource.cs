namespace HeavySim.Core;

/// <summary>Where in a text its answer was found, best first.</summary>
public enum AnswerSource
{
    /// <summary>The last <c>\boxed{}</c>.</summary>
    Boxed,

    /// <summary>After <c>####</c> (GSM8K).</summary>
    Hashes,

    /// <summary>After "Answer:" or "the answer is".</summary>
    Labelled,

    /// <summary>The whole of the final line.</summary>
    FinalLine,

    /// <summary>The last number of the text: a guess, to be flagged.</summary>
    LastNumber,

    /// <summary>Given as an answer, not extracted from a text (a gold, a recorded sample).</summary>
    Given,
}
