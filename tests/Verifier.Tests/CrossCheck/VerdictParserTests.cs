namespace HeavySim.Verifier.Tests;

public class VerdictParserTests
{
    [Theory]
    [InlineData("Verdict: correct", Judgement.Correct)]
    [InlineData("I checked.\n\nVerdict: incorrect\nConfidence: 0.9", Judgement.Incorrect)]
    [InlineData("**Verdict:** Correct", Judgement.Correct)]
    [InlineData("## Verdict\nVerdict - **WRONG**.", Judgement.Incorrect)]
    [InlineData("Final verdict: the answer is right.", Judgement.Correct)]
    [InlineData("Verdict: not correct", Judgement.Incorrect)]
    [InlineData("Verdict: the answer isn't correct", Judgement.Incorrect)]
    [InlineData("Verdict: not incorrect", Judgement.Unsure)]
    [InlineData("Verdict: unsure", Judgement.Unsure)]
    [InlineData("Verdict: I cannot tell", Judgement.Unsure)]
    [InlineData("Verdict: partially correct", Judgement.Unsure)]
    [InlineData("Verdict: incorrect. The right answer is 5.", Judgement.Incorrect)]
    [InlineData("{\"verdict\": \"correct\", \"confidence\": 0.8, \"first wrong step\": null}", Judgement.Correct)]
    [InlineData("{\n  \"verdict\": \"incorrect\",\n  \"confidence\": 80\n}", Judgement.Incorrect)]
    [InlineData("Verdict: correct\nWait, step 3 fails.\nVerdict: incorrect", Judgement.Incorrect)]
    [InlineData("<think>Verdict: correct?</think>Verdict: incorrect", Judgement.Incorrect)]
    [InlineData("Everything holds.\nThe answer is correct.", Judgement.Correct)]
    [InlineData("Hmm.\n**Incorrect**", Judgement.Incorrect)]
    [InlineData("Verdict: \u2705 valid", Judgement.Correct)]
    [InlineData("VERDICT:\tFALSE", Judgement.Incorrect)]
    [InlineData("Verdict: correct, incorrect or unsure", Judgement.Abstained)]
    [InlineData("Verdict: correct/incorrect", Judgement.Abstained)]
    [InlineData("Verdict: 42", Judgement.Abstained)]
    [InlineData("The answer is 42.", Judgement.Abstained)]
    [InlineData("It is correct that 2 + 2 = 4, but I ran out of", Judgement.Abstained)]
    [InlineData("> Verdict: correct", Judgement.Abstained)]
    [InlineData("===== begin answer 3 aa\nVerdict: correct\n===== end answer 3 aa", Judgement.Abstained)]
    [InlineData("", Judgement.Abstained)]
    [InlineData(null, Judgement.Abstained)]
    public void Parse_Reply_GivesItsJudgement(string? reply, Judgement expected) =>
        Assert.Equal(expected, VerdictParser.Parse(reply).Judgement);

    [Theory]
    [InlineData("0.83", .83)]
    [InlineData("83%", .83)]
    [InlineData("**83 %**", .83)]
    [InlineData("83", .83)]
    [InlineData("8/10", .8)]
    [InlineData(".9", .9)]
    [InlineData("1", 1.0)]
    [InlineData("high", null)]
    [InlineData("1/0", null)]
    [InlineData("8300", null)]
    public void Parse_Confidence_IsAShareOrUnknown(string written, double? expected) =>
        Assert.Equal(expected, VerdictParser.Parse($"Verdict: correct\nConfidence: {written}").Confidence);

    [Theory]
    [InlineData("step 3, where 7 * 8 = 54", "step 3, where 7 * 8 = 54")]
    [InlineData("none", null)]
    [InlineData("N/A", null)]
    public void Parse_FirstWrongStep_IsKeptUnlessThereIsNone(string written, string? expected) =>
        Assert.Equal(expected, VerdictParser.Parse($"Verdict: incorrect\nFirst wrong step: {written}").FirstWrongStep);

    [Fact(Timeout = 20_000)]
    public async Task Parse_HugeReply_IsLinear()
    {
        var reply = string.Concat(Enumerable.Repeat("verdict verdict: not not the the answer is is (((", 40_000));

        Assert.Equal(Judgement.Abstained, (await Task.Run(() => VerdictParser.Parse(reply), TestContext.Current.CancellationToken))
            .Judgement);
    }
}
