namespace HeavySim.Verifier.Tests.Answers;

/// <summary>One answer in the many ways in which models and golds write it, and what must not be taken for it.</summary>
public sealed class WritingsTests
{
    private static readonly AnswerEngine Engine = new();

    [Theory]
    [InlineData("4", @"\gcd(12, 20, 8)")]
    [InlineData("36", @"\operatorname{lcm}(12, 18)")]
    [InlineData("9", @"\max\{4, 9, -2\}")]
    [InlineData("2", @"17 \bmod 5")]
    [InlineData("3", @"-2 \bmod 5")]
    [InlineData(@"\binom{m}{2}", @"\frac{m(m-1)}{2}")]
    [InlineData("(k+1)!", @"(k+1)\cdot k!")]
    [InlineData("35", "C(7, 3)")]
    [InlineData("35", "_7C_3")]
    [InlineData("4", @"\log_3 81")]
    [InlineData(@"\ln(3+\sqrt{10})", @"\operatorname{arsinh}(3)")]
    [InlineData(@"\theta+1", "θ + 1")]
    [InlineData(@"\begin{pmatrix}5&7\end{pmatrix}", @"\begin{pmatrix}2&3\end{pmatrix}+\begin{pmatrix}3&4\end{pmatrix}")]
    [InlineData(@"\begin{pmatrix}7\\10\end{pmatrix}", @"\begin{pmatrix}1&3\\2&4\end{pmatrix}\begin{pmatrix}1\\2\end{pmatrix}")]
    [InlineData(@"\begin{pmatrix}6\\8\end{pmatrix}", @"\begin{pmatrix}6&8\end{pmatrix}^T")]
    [InlineData("11", @"\det\begin{pmatrix}3&1\\1&4\end{pmatrix}")]
    [InlineData(@"[2,4]", @"[0,4]\cap[2,9]")]
    [InlineData(@"(-\infty,3)\cup(3,\infty)", @"\mathbb{R}\setminus\{3\}")]
    [InlineData(@"(-\infty,3)\cup(3,\infty)", @"t \neq 3")]
    [InlineData("(2,6)", "5 < 2x+1 < 13")]
    [InlineData("[-5,-2]\\cup[2,5]", "2 \\le |w| \\le 5")]
    [InlineData("(7,\\infty)", @"\{x \in \mathbb{R} : x > 7\}")]
    [InlineData("4;6;9", "4, 6, 9")]
    [InlineData("p=2,q=3;p=5,q=1", "(2,3),(5,1)")]
    [InlineData("x=4, y=-1", @"\begin{cases} x=4 \\ y=-1 \end{cases}")]
    [InlineData("y=4, x=1", "4, 1")]
    [InlineData("KL=6, MN=2", "6, 2")]
    [InlineData(@"2\pi k, k \in \mathbb{Z}", @"2k\pi")]
    [InlineData("$(2t, t)$ for all real numbers $t$", "(2t, t)")]
    [InlineData("20:15", "8:15 p.m.")]
    [InlineData("7 p.m.", "7:00 PM")]
    [InlineData("S:T=5:28", "5:28")]
    [InlineData(@"\frac{5}{12}", "0.4166666666666667")]
    [InlineData(@"\sqrt{19}", "4.358898943540674")]
    [InlineData("8/3", @"2.\overline6")]
    [InlineData("6/11", @"0.\dot{5}\dot{4}")]
    [InlineData("64209", @"64~209")]
    [InlineData("11", "11weeks")]
    [InlineData("6", @"6\,\text{N}\cdot\text{m}")]
    [InlineData("340", "three hundred forty")]
    [InlineData("-6", "negative six")]
    [InlineData("5/8", "five eighths")]
    [InlineData("40000", "4万")]
    [InlineData("16", "16 [books]")]
    [InlineData("E(Y)=6", "6")]
    [InlineData("0.42", @"42\%")]
    [InlineData("62.5%", @"\frac{5}{8}")]
    [InlineData("62.5%", "62.5")]
    [InlineData(@"[KLM]=15", "15")]
    public void Grade_OtherWriting_IsRight(string gold, string answer) =>
        Assert.Equal(Grade.Correct, GradeOf(null, gold, $"\\boxed{{{answer}}}"));

    [Theory]
    [InlineData(@"\sin u=\frac13", @"\cos u=\frac13")]
    [InlineData("f(3)=8", "f(4)=8")]
    [InlineData("|KL|=7", "|MN|=7")]
    [InlineData("0", "I(0)")]
    [InlineData("5", "I(5)")]
    [InlineData("9 a.m.", "9 p.m.")]
    [InlineData("8", "mod 8")]
    [InlineData("y=4, x=1", "1, 4")]
    [InlineData("p=2,q=3;p=5,q=1", "2,3,5,1")]
    [InlineData(@"\nabla \times G", @"\nabla \cdot G")]
    [InlineData(@"\mathbf{u}\times\mathbf{v}", @"\mathbf{v}\times\mathbf{u}")]
    [InlineData("5", @"n \equiv 5 \mod 8")]
    [InlineData("5125", @"\log_5 125")]
    [InlineData(@"\bar{z}", "z")]
    [InlineData(@"\lfloor 3x\rfloor", @"3\lfloor x\rfloor")]
    [InlineData("0.1", "0.1000000000000000000001")]
    [InlineData("0.42", "42")]
    [InlineData("0.42", @"0.42\%")]
    [InlineData("30%", "3")]
    [InlineData("1/3", "0.33333")]
    [InlineData("[0,4]", @"[0,4]\setminus\{2\}")]
    [InlineData("gcd(a,b)", "max(a,b)")]
    public void Grade_OtherThing_IsNotRight(string gold, string answer) =>
        Assert.NotEqual(Grade.Correct, GradeOf(null, gold, $"\\boxed{{{answer}}}"));

    [Theory]
    [InlineData("5", "Hence x >= 5.")]
    [InlineData("5", "The only restriction is that x != 5.")]
    [InlineData("2", "The plot has an area of about 40 m².")]
    [InlineData("3", "It weighs 2 × 10^3 kg in all.")]
    public void Grade_NumeralThatIsNoAnswer_IsNotRight(string gold, string text) =>
        Assert.NotEqual(Grade.Correct, GradeOf(AnswerKind.Number, gold, text));

    [Theory]
    [InlineData("3.25", "The answer is 3,25.")]
    [InlineData("12400.5", "The answer is 12.400,5 euros")]
    [InlineData("1250000", "The answer is 12,50,000.")]
    [InlineData("2000", "It weighs 2 × 10^3 kg.")]
    [InlineData("180", "Réponse : elle paiera encore 180 € pendant 6 mois.")]
    [InlineData("-7", "所以x的值为-7")]
    [InlineData("45", "\\boxed{9}\n\nFinal Answer: The final answer is $45$. I hope it is correct.")]
    public void Grade_NumberAsOtherCountriesWriteIt_IsRight(string gold, string text) =>
        Assert.Equal(Grade.Correct, GradeOf(AnswerKind.Number, gold, text));

    [Theory]
    [InlineData("D", "The answer is for sure D, it can't be A or C")]
    [InlineData("A", "A is the correct answer, D is a common mistake")]
    [InlineData("B", "It is B, since D is too small.")]
    [InlineData("B,D", "Answer: BD")]
    [InlineData("B,D", "(B) and (D)")]
    [InlineData("A,C", "Options A and C are correct.")]
    [InlineData("B", "本题选择B选项")]
    [InlineData("C", @"So $\boxed{x=7}$, hence option C is correct.")]
    [InlineData("C", "Jawaban yang benar adalah C.\nA dan B salah.")]
    [InlineData("C", "Het juiste antwoord is C.\nA en B zijn fout.")]
    [InlineData("C", "C[|endofturn|]")]
    [InlineData("C", "<|begin_of_thought|>Answer: A<|end_of_thought|>C")]
    public void Grade_Choice_IsTheChosenOne(string gold, string text) =>
        Assert.Equal(Grade.Correct, GradeOf(AnswerKind.Choice, gold, text));

    [Theory]
    [InlineData(@"\frac{3}{8}", "So we have\n$$\n\\frac{3}{8}\n$$")]
    [InlineData(@"\frac{3}{8}", @"The answer is \boxed{\frac{3}{8")]
    [InlineData(@"\{4,7\}", @"{""answer"": ""\\{4, 7\\}""}")]
    [InlineData(@"\begin{pmatrix}3\\5\end{pmatrix}", @"\\boxed{\\begin{pmatrix}3\\\\5\\end{pmatrix}}")]
    [InlineData("(4,4),(6,1)", @"\boxed{(4,4)} \text{ for the first and } \boxed{(6,1)}")]
    [InlineData("even n", "even $n$")]
    public void Grade_AnswerOfOtherPlaces_IsFound(string gold, string text) => Assert.Equal(Grade.Correct, GradeOf(null, gold, text));

    [Theory]
    [InlineData("no", "The claim is incorrect.")]
    [InlineData("no", "Hence the statement does not hold.")]
    [InlineData("yes", "So the assertion is valid.")]
    public void Grade_VerdictOnAClaim_IsYesOrNo(string gold, string text) =>
        Assert.Equal(Grade.Correct, GradeOf(AnswerKind.YesNo, gold, text));

    private static Grade GradeOf(AnswerKind? kind, string gold, string text)
    {
        var problem = new Problem { Id = "p", Question = "What is it?", Gold = gold, Kind = kind };
        return Engine.Grade(problem, Engine.Extract(problem, text));
    }
}
