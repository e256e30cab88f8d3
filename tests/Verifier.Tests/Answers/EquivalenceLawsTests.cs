using FsCheck;
using FsCheck.Fluent;

namespace HeavySim.Verifier.Tests.Answers;

/// <summary>Laws that hold for all answers: equivalence, and what a rewriting must and must not change.</summary>
public sealed class EquivalenceLawsTests
{
    private static readonly AnswerEngine Engine = new();
    private static readonly Problem Math = Problems.Of(AnswerKind.Math);

    private static Arbitrary<string> Answers { get; } =
        Gen.Choose(0, int.MaxValue).Select(static seed =>
        {
            var random = RandomKey.Of(seed).Open();
            return AnswerSoup.Draw(ref random, most: 6);
        }).ToArbitrary();

    [Fact]
    public void Equivalence_AnyThreeAnswersOfAnyKind_IsReflexiveSymmetricTransitive()
    {
        // Soups of few pieces, so that equal answers are not rare.
        Prop.ForAll(Answers, Answers, Answers, (a, b, c) => Problems.All.All(problem =>
            (Engine.Read(problem, a) is null || Same(problem, a, a))
            && Same(problem, a, b) == Same(problem, b, a)
            && (!Same(problem, a, b) || !Same(problem, b, c) || Same(problem, a, c)))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Grade_AnyAnswerAsItsOwnGold_IsCorrect()
    {
        Prop.ForAll(Answers, answer =>
        {
            foreach (var kind in (AnswerKind?[])[
                null, AnswerKind.Number, AnswerKind.Math, AnswerKind.Text, AnswerKind.Literal, AnswerKind.YesNo])
            {
                var problem = Problems.Of(kind, gold: answer);
                if (Engine.Read(problem, answer) is { } read
                    && Engine.Grade(problem, read) is not (Grade.Correct or Grade.Ungraded or Grade.Incorrect))
                    return false;
                if (kind is not null && Engine.Read(problem, answer) is { } same && Engine.Grade(problem, same) != Grade.Correct)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_AnyInteger_SameInEveryDress()
    {
        Prop.ForAll<int>(n =>
            SameAll($"{n}", $"{n}.0", $"${n}$", $"**{n}**", $"{n:N0}", $"{n} dollars", $"\\boxed{{{n}}}", $"x = {n}", $"\\frac{{{2L * n}}}{{2}}", $" {n}.", $"{n}\\text{{ cm}}")
            && !Same(Math, $"{n}", $"{n + 1L}")).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_AnyFraction_SameWhenScaled()
    {
        Prop.ForAll<int, PositiveInt, PositiveInt>((a, b, k) =>
            SameAll($"{a}/{b.Get}", $"\\frac{{{a}}}{{{b.Get}}}", $"\\dfrac{{{(long)a * k.Get}}}{{{(long)b.Get * k.Get}}}", $"{a} ÷ {b.Get}", $"-\\frac{{{-(long)a}}}{{{b.Get}}}")
            && !Same(Math, $"{a}/{b.Get}", $"{a + 1L}/{b.Get}")).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_AnyListOfNumbers_SetIsOrderFreeAndTupleIsNot()
    {
        Prop.ForAll<NonEmptyArray<int>>(numbers =>
        {
            var values = numbers.Get.Distinct().ToArray();
            if (values.Length < 2)
                return true;

            var reversed = values.Reverse().ToArray();
            return Same(Math, $"\\{{{string.Join(", ", values)}\\}}", $"\\{{{string.Join(',', reversed)}\\}}")
                && Same(Math, string.Join(", ", values), string.Join(" and ", reversed))
                && Same(Math, $"({string.Join(", ", values)})", $"\\left({string.Join(',', values)}\\right)")
                && !Same(Math, $"({string.Join(", ", values)})", $"({string.Join(", ", reversed)})");
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_AnyPolynomial_SameFactoredExpandedAndReordered()
    {
        Prop.ForAll<short, short, short>((a, b, c) => SameAll(
            $"(x {Signed(a)})(x {Signed(b)})(2y {Signed(c)})",
            $"(2y {Signed(c)})\\left(x^2 {Signed(a + b)}x {Signed((long)a * b)}\\right)",
            $"2x^{{2}}y {Signed(c)}x^2 {Signed(2L * (a + b))}xy {Signed((long)(a + b) * c)}x {Signed(2L * a * b)}y "
            + $"{Signed((long)a * b * c)}")
            && !Same(Math, $"(x {Signed(a)})(x {Signed(b)})", $"(x {Signed(a)})(x {Signed(b + 1)})")).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_AnyRadical_SameWhenSimplified()
    {
        Prop.ForAll<PositiveInt, PositiveInt>((a, b) =>
            SameAll($"{a.Get}\\sqrt{{{b.Get}}}", $"\\sqrt{{{(long)a.Get * a.Get * b.Get}}}", $"\\sqrt{{{b.Get}}}\\cdot {a.Get}", $"\\frac{{{(long)a.Get * b.Get}}}{{\\sqrt{{{b.Get}}}}}"))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Extract_AnyAnswerInABox_IsThatAnswer()
    {
        Prop.ForAll<int, NonNegativeInt>((n, decimals) =>
        {
            var answer = $"{n}.{decimals.Get}";
            return Engine.Extract(
                Math, $"We find 17 and then\n\n$$\\boxed{{{answer}}}$$\n\nas was to be shown, in 3 steps.")?.Key == Engine.Read(Math,
                answer)!.Key;
        }).QuickCheckThrowOnFailure();
    }

    private static bool Same(Problem problem, string a, string b) =>
        Engine.Read(problem, a) is { } left
            && Engine.Read(problem, b) is { } right && string.Equals(left.Key, right.Key, StringComparison.Ordinal);

    private static bool SameAll(params string[] answers)
    {
        foreach (var answer in answers)
            Assert.True(
                Same(Math, answers[0], answer),
                $"{answers[0]} has {Engine.Read(Math, answers[0])?.Key}, {answer} has {Engine.Read(Math, answer)?.Key}");
        return true;
    }

    private static string Signed(long value) => value < 0 ? $"- {-value}" : $"+ {value}";
}
