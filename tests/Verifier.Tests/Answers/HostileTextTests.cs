using System.Diagnostics;

namespace HeavySim.Verifier.Tests.Answers;

/// <summary>Texts made to break or stall a reader. None may throw, and time stays linear in the length.</summary>
public sealed class HostileTextTests
{
    private static readonly AnswerEngine Engine = new();

    private static string[] Hostile()
    {
        const int Large = 50_000;
        return
        [
            "(((((((((((", new string('(', Large), new string(')', Large), new string('(', 5_000) + "1" + new string(')', 5_000),
            new string('[', Large), new string('{', Large), new string('|', Large), new string('-', Large) + "1", new string('!', Large),
            "1" + new string('!', 3_000), "x" + new string('^', 3_000),
            "1" + new string('°', 3_000), new string('√', 3_000), new string('$', Large), new string('*', Large), new string('#', Large),
            new string('\\', Large), new string('.', Large), new string('"', Large),
            new string('\'', Large), new string('`', Large), new string('\n', Large), new string(' ', Large), new string('\0', Large),
            new string('\ud800', Large), new string('0', Large), new string('9', 1_000_000), new string('a', Large),
            "1/" + new string('9', 900), "0." + new string('3', Large), "1e999999999999", "1e-999999999", "10^10^10^10",
            "2^{2^{2^{2^{2^2}}}}", "99999999999!", "(1000!)!", "1000!^{1000}",
            "0^0", "0^{-1}", "1/0", "\\frac{1}{0}", "0/0", "\\sqrt{-1}", "\\sqrt[0]{5}", "\\log_1 5", "\\log 0", "\\tan 90^\\circ",
            "\\binom{100000}{50000}", "\\binom{-1}{2}",
            "\\infty-\\infty", "\\frac{\\infty}{2}", "x^{99999}", "(x+1)^{20000}", "x^{x^{x^{x}}}", "e^{e^{e^{e^{e}}}}", "\\pm\\pm\\pm 1",
            "\\pm" + string.Concat(Enumerable.Repeat("1\\pm", 900)) + "1",
            Nested("\\frac{", "}{2}", 3_000), Nested("\\sqrt{", "}", 3_000), Nested("\\boxed{", "}", 20_000),
            Nested("\\text{", "}", 20_000), Nested("{", "}", 20_000), Nested("[", "]", 20_000),
            Nested("\\left(", "\\right)", 3_000), Nested("f(", ")", 3_000), Nested("{'a': ", "}", 20_000),
            Nested("<think>", "</think>", 20_000), Nested("**", "**", 20_000),
            Repeated("\\boxed{", 30_000), Repeated("\\frac{", 30_000), Repeated("\\text{", 30_000), Repeated("\\begin{pmatrix}", 5_000),
            Repeated("<think>", 30_000), Repeated("</think>", 30_000),
            Repeated("answer: ", 30_000), Repeated("#### ", 40_000), Repeated("1+", 1_900) + "1", Repeated("1*", 1_900) + "1",
            Repeated("2^", 1_900) + "2", Repeated("x+", 60_000) + "x",
            Repeated("1,", 90_000) + "1", Repeated("1, ", 60_000) + "1", Repeated("1 & 2 \\\\ ", 20_000), Repeated("a, ", 60_000),
            Repeated("x=1,", 900) + "x=1", Repeated("1/", 1_900) + "1",
            Repeated("1:", 900) + "1", Repeated("1<", 900) + "1", Repeated("x=", 900) + "1", Repeated("[0,1]\\cup", 700) + "[0,1]",
            Repeated("(x+1)", 1_200), Repeated("```", 60_000),
            Repeated("1 2 3\n", 30_000), Repeated("[[1,2],", 30_000), Repeated("],[", 60_000), Repeated("yes ", 50_000),
            Repeated("\n\n\n- ", 50_000), Repeated("A: B\n", 40_000),
            Repeated("99999999999999999999*", 190) + "1", Repeated("(9999999999999999/7+", 40) + "1" + new string(')', 40),
            Repeated("'a' ", 50_000), Repeated("\\'", 90_000),
            Repeated("e\u0301", 90_000), "\u202e18\u202c", "𝟏𝟖", "१८", "\ud83d", "\udc00\ud83d", "a\0b", "½½½½", "²²²", "^^^", "__", "x_",
            "x_{", "\\", "\\\\", "\\boxed", "\\boxed{", "####", "Answer:", "<think>", "```", "`", "$", "()", "[]", "{}", "(,)", "{,}", ",",
            "\\{\\}", "=", "= 5", "5 =", "≠", "±",
        ];

        static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
        static string Nested(string open, string close, int depth) => Repeated(open, depth) + "1" + Repeated(close, depth);
    }

    [Fact]
    public void Engine_HostileText_NeitherThrowsNorStalls()
    {
        foreach (var text in Hostile())
        {
            foreach (var problem in Problems.All)
            {
                var clock = Stopwatch.StartNew();

                var extracted = Engine.Extract(problem, text);
                var read = Engine.Read(problem, text);
                Engine.Grade(problem with { Gold = text }, read ?? extracted);

                // Milliseconds on a quiet machine; what is not linear takes minutes.
                Assert.True(
                    clock.Elapsed < TimeSpan.FromSeconds(5),
                    $"{clock.Elapsed} for {problem.Kind}: {text[..System.Math.Min(60, text.Length)]}");
            }
        }
    }

    [Fact]
    public void Engine_HostileTextInProse_NeitherThrowsNorStalls()
    {
        foreach (var text in Hostile())
        {
            var clock = Stopwatch.StartNew();

            Engine.Extract(Problems.All[0], $"<think>{text}</think> The answer is {text}.\n\n\\boxed{{{text}}} #### {text}");

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}: {text[..System.Math.Min(60, text.Length)]}");
        }
    }

    [Fact]
    public void Engine_TwentyThousandRandomTexts_NeitherThrowsNorChangesItsMind()
    {
        var random = RandomKey.Of(20_000).Open();
        for (var i = 0; i < 20_000; i++)
        {
            var text = AnswerSoup.Draw(ref random, most: 24);
            var problem = Problems.All[random.NextInt(Problems.All.Count)];

            var extracted = Engine.Extract(problem, text);
            var read = Engine.Read(problem, text);

            Assert.Equal(extracted, Engine.Extract(problem, text));
            Assert.Equal(read, Engine.Read(problem, text));
            Assert.True(extracted is null || extracted.Key.Length > 0, text);
            Assert.True(read is null || read.Key.Length > 0, text);
        }
    }
}
