namespace HeavySim.Verifier.Tests.Answers;

/// <summary>The engine against what the sources of the recorded data extracted and graded themselves.</summary>
public sealed class RecordedAnswersTests(ITestOutputHelper output)
{
    private static readonly AnswerEngine Engine = new();

    [Theory]
    [InlineData("gsm8k_openai2021_4models", 0.995)]
    [InlineData("tiny_arithmetic_k32", 0.995)]
    [InlineData("tot_game24_cot_gpt4_k100", 0.99)]
    public void Extract_RawResponses_AgreesWithRecordedExtraction(string name, double least)
    {
        var (samples, agreeing) = (0, 0);

        foreach (var row in Recorded.Load(name))
        {
            for (var i = 0; i < row.Answers.Count; i++)
            {
                // The sources abstain where the model named no answer; the last number is a guess that the engine flags.
                var found = Engine.Extract(row.Problem, row.Responses[i]);
                var marked = found is { Source: AnswerSource.LastNumber } ? null : found;
                var recorded = row.Answers[i] is { } answer ? Engine.Read(row.Problem, answer) : null;
                samples++;
                if (string.Equals(marked?.Key, recorded?.Key, StringComparison.Ordinal))
                    agreeing++;
                else
                    output.WriteLine(
                        $"{row.Problem.Id}[{i}] recorded {row.Answers[i]} extracted {found?.Text} ({found?.Source}) from "
                        + $"...{row.Responses[i][^Math.Min(80, row.Responses[i].Length)..]}");
            }
        }

        output.WriteLine($"{agreeing} of {samples}");
        Assert.True(agreeing >= least * samples, $"{agreeing} of {samples}");
    }

    [Theory]
    [InlineData("gsm8k_openai2021_4models", 1.0)]
    [InlineData("tiny_arithmetic_k32", 1.0)]
    [InlineData("tot_game24_cot_gpt4_k100", 1.0)]
    [InlineData("cruxeval_output_codellama7b_k10", 0.999)]
    [InlineData("zeroeval_gsm8k_models", 0.9995)]
    public void Grade_RecordedAnswers_AgreesWithRecordedGrade(string name, double least)
    {
        var (samples, agreeing) = (0, 0);

        foreach (var row in Recorded.Load(name))
        {
            for (var i = 0; i < row.Answers.Count; i++)
            {
                var answer = row.Answers[i] is { } given ? Engine.Read(row.Problem, given) : null;
                var grade = Engine.Grade(row.Problem, answer);
                samples++;
                if (grade == Grade.Correct == row.Correct[i])
                    agreeing++;
                else
                    output.WriteLine(
                        $"{row.Problem.Id}[{i}] gold {row.Problem.Gold} answer {row.Answers[i]} key {answer?.Key} recorded "
                        + $"{row.Correct[i]}");
            }
        }

        output.WriteLine($"{agreeing} of {samples}");
        Assert.True(agreeing >= least * samples, $"{agreeing} of {samples}");
    }

    [Theory]
    [InlineData("gsm8k_openai2021_4models", 0.9995)]
    [InlineData("tiny_arithmetic_k32", 0.9995)]
    [InlineData("tot_game24_cot_gpt4_k100", 0.9995)]
    public void Grade_ExtractedFromRawResponses_AgreesWithRecordedGrade(string name, double least)
    {
        var (samples, agreeing) = (0, 0);

        foreach (var row in Recorded.Load(name))
        {
            for (var i = 0; i < row.Answers.Count; i++)
            {
                var answer = Engine.Extract(row.Problem, row.Responses[i]);
                samples++;
                if (Engine.Grade(row.Problem, answer) == Grade.Correct == row.Correct[i])
                    agreeing++;
                else
                    output.WriteLine(
                        $"{row.Problem.Id}[{i}] gold {row.Problem.Gold} answer {answer?.Text} key {answer?.Key} recorded {row.Answers[i]} "
                        + $"{row.Correct[i]}");
            }
        }

        output.WriteLine($"{agreeing} of {samples}");
        Assert.True(agreeing >= least * samples, $"{agreeing} of {samples}");
    }
}
