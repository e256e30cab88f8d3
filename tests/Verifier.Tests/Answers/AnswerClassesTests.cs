namespace HeavySim.Verifier.Tests.Answers;

/// <summary>Kinds of answers that were marked wrongly once: what is right by accident, and what is wrong by form.</summary>
public sealed class AnswerClassesTests
{
    private static readonly AnswerEngine Engine = new();

    [Theory]
    [InlineData(@"(m+2)!", @"\boxed{(m+2)}")]
    [InlineData(@"\prod_{k=1}^{n} k^2", @"\boxed{\prod_{k=1}^{n} k_2}")]
    [InlineData("g''(x)", @"\boxed{g'(x)}")]
    [InlineData("c-d", @"\boxed{d-c}")]
    [InlineData("d", @"\boxed{a - d}")]
    [InlineData("4", @"Hence we have $3^{4}$.")]
    [InlineData("8", @"\(\frac{3}{8}\)")]
    [InlineData("8", @"Thus $y \ge 8$.")]
    [InlineData("8", @"\boxed{more than 8}")]
    [InlineData("8", @"\boxed{not 8}")]
    [InlineData("205", @"\boxed{205_6}")]
    [InlineData("3", @"\boxed{k!+3}")]
    [InlineData("0.143", @"\boxed{\frac{1}{7} \approx 0.143}")]
    [InlineData("5^k", "The answer is 5^k - 2 for every even k")]
    [InlineData("25", "```json\n{\"answer\": \"25\\\\pi\"}\n```")]
    [InlineData("9", "The roots are \\boxed{4} and \\boxed{9}.")]
    [InlineData("0", @"\boxed{3^{-50n}}")]
    [InlineData("0", @"\boxed{e^{-44}}")]
    [InlineData(@"\sqrt{3}\times10^{-17}", @"\boxed{\sqrt{5}\times10^{-17}}")]
    [InlineData(@"\lfloor x \rfloor", @"\boxed{\lfloor x^2 \rfloor}")]
    [InlineData("5:00", @"\boxed{8:00}")]
    [InlineData("(u,v)=(3,4)", @"\boxed{u=4,v=3}")]
    [InlineData(@"x<1 \text{ or } x>6", @"\boxed{x<1 \text{ and } x>6}")]
    [InlineData("0", "The total is 47 000.")]
    public void Grade_WrongAnswer_IsNotRightByAccident(string gold, string text) => Assert.NotEqual(Grade.Correct, GradeOf(null, gold, text));

    [Theory]
    [InlineData("9 (pears)", "The answer is 9.")]
    [InlineData(@"5\sqrt3", @"\boxed{5\sqrt{3}\approx 8.66}")]
    [InlineData(@"6\sqrt{2}", @"\boxed{6\sqrt{2} \ (\approx 8.49)}")]
    [InlineData("2,4,7", @"\boxed{2}, \boxed{4}, \boxed{7}")]
    [InlineData("34", "正解は34個です")]
    [InlineData("34", "Die Antwort ist 34.\nNote: step 3 was checked 2 times.")]
    [InlineData("52318", @"\boxed{52{, }318}")]
    [InlineData("52318", @"\boxed{52'318}")]
    [InlineData("3!3!", @"\boxed{36}")]
    [InlineData("1/3", @"\boxed{0.(3)}")]
    [InlineData("5/9", @"\boxed{0.555\ldots}")]
    [InlineData("7", @"\boxed{7\text{ m\,s}^{-1}}")]
    [InlineData("0.4 \\mathrm{~T}", @"\boxed{0.4}")]
    [InlineData("f(3)=8", @"\boxed{8}")]
    [InlineData(@"\sin\theta=\frac45", @"\boxed{\frac45}")]
    [InlineData(@"\sqrt[3]{x-5}", @"\boxed{(x-5)^{1/3}}")]
    [InlineData(@"\ln((x-2)(x-9))", @"\boxed{\ln(x-2)+\ln(x-9)}")]
    [InlineData(@"\begin{pmatrix}4\\8\end{pmatrix}", @"\boxed{4\begin{pmatrix}1\\2\end{pmatrix}}")]
    [InlineData(@"[2,5]\cup[5,7]", @"\boxed{[2,7]}")]
    [InlineData("y>1 and y<8", @"\boxed{(1,8)}")]
    [InlineData("y<3", @"\boxed{-y>-3}")]
    [InlineData("7:15", @"\boxed{7:15\text{ a.m.}}")]
    [InlineData("3.5", "it comes to 3½")]
    [InlineData("48", "The answer is 48!")]
    [InlineData(@"9\pi", @"\boxed{\text{The area is }9\pi\text{ square units}}")]
    [InlineData("6", "<seed:think>answer: 3</seed:think>6")]
    [InlineData(@"\binom{7}{2}", @"\boxed{{7 \choose 2}}")]
    public void Grade_RightAnswer_IsNotWrongByForm(string gold, string text) => Assert.Equal(Grade.Correct, GradeOf(null, gold, text));

    [Theory]
    [InlineData("A, D", "The answer is (A, D).")]
    [InlineData("C", "C, because A and B are ruled out")]
    [InlineData("B", @"The work is $\boxed{412 \mathrm{~J}}$. The answer is (B).")]
    [InlineData("B", "Final answer: B<|eot_id|>")]
    [InlineData("C", "故选C。")]
    public void Grade_Choice_IsTheOneThatIsAnnounced(string gold, string text) =>
        Assert.Equal(Grade.Correct, GradeOf(AnswerKind.Choice, gold, text));

    [Theory]
    [InlineData("no", "The claim is false.")]
    [InlineData("yes", "As 11 is prime it holds, so yes.")]
    public void Grade_YesOrNo_IsFoundInItsSentence(string gold, string text) =>
        Assert.Equal(Grade.Correct, GradeOf(AnswerKind.YesNo, gold, text));

    private static Grade GradeOf(AnswerKind? kind, string gold, string text)
    {
        var problem = new Problem { Id = "p", Question = "What is it?", Gold = gold, Kind = kind };
        return Engine.Grade(problem, Engine.Extract(problem, text));
    }
}
