using System.Text;

namespace HeavySim.Verifier.Tests.Answers;

/// <summary>Strings of pieces of answers in random order: what a fuzzer would reach after a long time, at once.</summary>
internal static class AnswerSoup
{
    private static readonly string[] Pieces =
    [
        "0", "1", "2", "7", "10", "24", "1,234", "3.14", ".5", "1e9", "-", "+", "*", "/", "^", "=", "<", "≤", "(", ")", "[", "]", "{", "}",
        "\\{", "\\}",
        "|", ",", ";", ":", "!", "%", "$", "°", "±", "∪", "√", "π", "½", "²", "−", "x", "y", "i", "e", "\\frac", "\\frac{1}{2}", "\\sqrt",
        "\\sqrt[3]{", "\\boxed{",
        "\\text{", "\\left(", "\\right)", "\\sin", "\\log_2", "\\pm", "\\infty", "\\cup", "\\in", "\\begin{pmatrix}", "\\\\", "&",
        "\\end{pmatrix}", "\\binom", "\\circ",
        "####", "Answer:", "The answer is", "A:", "<think>", "</think>", "**", "```", "```python\n", "\n", " ", "  ", ".", "'", "\"", "\\",
        "and", "or", "B", "(B)",
        "yes", "no", "True", "None", "March", "2021-03-05", "5 cm", "dollars", "million", "Paris", "the", "é", "\u0301", "９",
        "\ud83d\ude00", "\ud83d", "\0", "'a': 1", "[[1,2],[3,4]]",
        "1 2\n3 4", "def f():", "\\overline{3}", "_", "#", "//", "~", "\u200b", "²³", "lim", "sinx", "\\mathbb{R}", "...", "\r\n", "\t",
    ];

    /// <summary>A string of up to the given number of pieces.</summary>
    public static string Draw(ref RandomStream random, int most)
    {
        var text = new StringBuilder();
        for (var left = random.NextInt(most + 1); left > 0; left--)
            text.Append(Pieces[random.NextInt(Pieces.Length)]);
        return text.ToString();
    }
}
