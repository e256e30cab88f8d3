namespace HeavySim.Verifier.Tests.Answers;

/// <summary>Answers that say another thing in nearly the same words, and the same thing in other words.</summary>
public sealed class OppositesTests
{
    private static readonly AnswerEngine Engine = new();

    [Theory]
    [InlineData(@"\frac{dy}{dx}=3y", @"\boxed{\frac{dy}{dx}=-3y}")]
    [InlineData("uv+uw=0", @"\boxed{uv=0}")]
    [InlineData("uv=uw", @"\boxed{v=w}")]
    [InlineData(@"\mathbb{R}", @"\boxed{x\in\mathbb{R}, x\ne5}")]
    [InlineData("x>2,y>3", @"\boxed{x>2}")]
    [InlineData(@"\{\{1,4\},\{5\}\}", @"\boxed{\{\{1,5\},\{4\}\}}")]
    [InlineData(@"1/4", @"\boxed{\left.4\right.}")]
    [InlineData(@"r \land s", @"\boxed{r \lor s}")]
    [InlineData(@"u \circ v", @"\boxed{v \circ u}")]
    [InlineData("E[Y^2]", @"\boxed{E[Y]^2}")]
    [InlineData("g(x)^3", @"\boxed{g(x^3)}")]
    [InlineData("T(n/3)+n", @"\boxed{T(n)/3+n}")]
    [InlineData(@"\lceil n/3\rceil", @"\boxed{\lfloor n/3\rfloor+1}")]
    [InlineData(@"\lfloor\sqrt n\rfloor", @"\boxed{\lfloor\sqrt{n+1}\rfloor}")]
    [InlineData(@"\lfloor\log_2 n\rfloor", @"\boxed{\lceil\log_2 n\rceil-1}")]
    [InlineData("1", @"\boxed{\tanh 50}")]
    [InlineData(@"\sin x=0", @"\boxed{x=0}")]
    [InlineData("x=7", @"\boxed{y=7}")]
    [InlineData("a_n=4n+1", @"\boxed{a_{n+1}=4n+1}")]
    [InlineData("x:y=3:4", @"\boxed{y:x=3:4}")]
    [InlineData(@"30\%\text{ decrease}", @"\boxed{30\%\text{ increase}}")]
    [InlineData(@"\text{maximum at }x=4", @"\boxed{\text{minimum at }x=4}")]
    [InlineData(@"\sqrt{19}", @"It is not $\sqrt{19}$.")]
    [InlineData("23", "There aren't 23.")]
    [InlineData("23", "The wrong answer is 23.")]
    [InlineData("23", "答案不超过23")]
    [InlineData("23", "23以上です")]
    [InlineData("23", "Antwort: mindestens 23")]
    [InlineData("23", "Ответ: не 23")]
    [InlineData("23", "Respuesta: al menos 23")]
    public void Grade_TheOpposite_IsNotRight(string gold, string text) => Assert.NotEqual(Grade.Correct, GradeOf(null, gold, text));

    [Theory]
    [InlineData("D", "Not D")]
    [InlineData("D", "Option D is incorrect.")]
    [InlineData("D", "The answer is C instead of D.")]
    [InlineData("D", "A: wrong\nB: correct\nC: wrong\nD: wrong")]
    [InlineData("D", "B or D")]
    [InlineData("D", "D错误")]
    [InlineData("D", "A ist richtig, nicht D.")]
    public void Grade_ChoiceThatIsDenied_IsNotRight(string gold, string text) =>
        Assert.NotEqual(Grade.Correct, GradeOf(AnswerKind.Choice, gold, text));

    [Theory]
    [InlineData("B", "A: wrong\nB: correct\nC: wrong\nD: wrong")]
    [InlineData("B", "B\n\nExplanation: it lies north of A.")]
    [InlineData("B", "So the answer is letter B.")]
    [InlineData("B", "The answer is B, not D.")]
    [InlineData("A,C", "Antwort: A und C")]
    public void Grade_ChoiceThatIsMade_IsRight(string gold, string text) =>
        Assert.Equal(Grade.Correct, GradeOf(AnswerKind.Choice, gold, text));

    [Theory]
    [InlineData("(2,7)", @"\boxed{x>2, x<7}")]
    [InlineData("9.8", @"\boxed{\SI{9.8}{m/s^2}}")]
    [InlineData("45^\\circ", @"\boxed{\ang{45}}")]
    [InlineData("7", @"\boxed{\color{red}{7}}")]
    [InlineData("2", @"\boxed{2\tag{1}}")]
    [InlineData("1/3", @"\boxed{.\overline{3}}")]
    [InlineData("19", "Answer: <b>19</b>")]
    [InlineData("19", "Answer: ***19***")]
    [InlineData("19", "The answer isn't 18, it's 19.")]
    [InlineData("19", "19, not 18.")]
    [InlineData("19", "故答案为：19")]
    [InlineData("5/12", "答案是十二分之五")]
    [InlineData("2021-03-05", "2021年3月5日")]
    [InlineData("19", "Answer: 19<|im_end|>\n<|im_start|>user")]
    [InlineData("1/4 (cup)", "The answer is 0.25")]
    [InlineData("(3,-2)", @"\boxed{\text{We get } (3,-2).}")]
    [InlineData("x+y=12", @"\boxed{y+x=12}")]
    [InlineData("y=2x+1", @"\boxed{f(x)=2x+1}")]
    [InlineData("yes", "Oui")]
    [InlineData("no", "No — the series diverges.")]
    [InlineData("17", "The answer is not 16 but 17.")]
    [InlineData("17", "The answer is 17 instead of 16.")]
    [InlineData("2.5", "two and a half")]
    [InlineData("100", "a hundred")]
    [InlineData("12:00 noon", "The answer is 12 p.m.")]
    [InlineData(@"\text{DNE}", @"\boxed{\text{does not exist}}")]
    public void Grade_TheSameInOtherWords_IsRight(string gold, string text) => Assert.Equal(Grade.Correct, GradeOf(null, gold, text));

    [Theory]
    [InlineData("18", "The distance between the two towns is 18 miles.")]
    [InlineData("18", "This is not an integer, so we round up to 18.")]
    [InlineData("18", "Half the students is 18.")]
    [InlineData("4", "Therefore, John needs to buy at least 4 boxes.")]
    [InlineData("15", "所以至少需要15辆车。")]
    [InlineData("64", "He needs to pay $64 for the 16 glasses.")]
    [InlineData("72", "He bought 72 eggs (6 dozen).")]
    [InlineData("20", "The answer is $20$, since $x=5$.")]
    [InlineData("12", "Answer: 12 (x = 3)")]
    [InlineData("3/5", @"**Answer:** $\frac{3}{5}$ (0.6)")]
    [InlineData("1/4", @"The answer is $\frac{1}{4}$ (25%).")]
    [InlineData("20", "The answer is 20 (4 × 5).")]
    [InlineData("2,3", "Therefore, $x=2$ or $x=3$.")]
    [InlineData("2,3", "La respuesta es $x=2$ o $x=3$.")]
    [InlineData("-4", "The minimum value is $-4$ at $x = 2$.")]
    [InlineData("3/10", @"So $P(A) = \frac{3}{10}$.")]
    [InlineData("5", "The correct answer is 5 (not 10, since we count each pair once).")]
    public void Grade_WhatModelsSayAtTheEnd_IsRight(string gold, string text) =>
        Assert.Equal(Grade.Correct, GradeOf(null, gold, "We work it out step by step.\n\n" + text));

    [Theory]
    [InlineData("True Grit", "True Lies")]
    [InlineData("True Grit", "yes")]
    [InlineData("Yes, Minister", "Yes")]
    [InlineData("No. 5", "No. 9")]
    [InlineData("Correct to two places", "Correct to three places")]
    [InlineData("Yes", "Si x > 2, la fonction est positive.")]
    public void Grade_NameThatBeginsWithYesOrNo_IsNoYesAndNoNo(string gold, string text) =>
        Assert.NotEqual(Grade.Correct, GradeOf(null, gold, text));

    [Theory]
    [InlineData("The statement is false.", "no")]
    [InlineData("No, because 9 is odd.", "false")]
    [InlineData("yes", "Ja, denn 7 ist eine Primzahl.")]
    [InlineData("yes", "是，因为7是质数。")]
    public void Grade_YesOrNoThatExplainsItself_IsRight(string gold, string text) => Assert.Equal(Grade.Correct, GradeOf(null, gold, text));

    [Theory]
    [InlineData("B", "Options:\n(A) yes\n(B) no\n(C) maybe\n(D) unknown\n\nThe text says it does.\n\n**B. no**")]
    [InlineData("A", "The answer is: It is not periodic")]
    public void Grade_ChoiceWhoseTextIsADenial_IsRight(string gold, string text)
    {
        IReadOnlyList<string> choices = gold == "A" ? ["It is not periodic", "It is odd"] : ["yes", "no", "maybe", "unknown"];
        var problem = new Problem { Id = "p", Question = "?", Gold = gold, Kind = AnswerKind.Choice, Choices = choices };

        Assert.Equal(Grade.Correct, Engine.Grade(problem, Engine.Extract(problem, text)));
    }

    private static Grade GradeOf(AnswerKind? kind, string gold, string text)
    {
        IReadOnlyList<string> choices = kind is AnswerKind.Choice ? ["Oslo", "Rome", "Lima", "Cairo"] : [];
        var problem = new Problem { Id = "p", Question = "?", Gold = gold, Kind = kind, Choices = choices };
        return Engine.Grade(problem, Engine.Extract(problem, text));
    }
}
