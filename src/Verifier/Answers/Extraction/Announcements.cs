using System.Buffers;

namespace HeavySim.Verifier.Answers;

/// <summary>What announces an answer, in the languages that models write in.</summary>
internal static class Announcements
{
    /// <summary>What stands between the word for answer and the answer.</summary>
    private static readonly string[] Links = [":", " :", "：", " =", " -", " —", "**:", ":**", "** :", "**：", "：**", "\":", "\" :"];

    private static readonly string[] Words =
        [
            "answer", "answers", "antwort", "endergebnis", "réponse", "réponse finale", "réponse correcte", "reponse", "respuesta",
            "respuesta final", "respuesta correcta", "resposta", "resposta final", "resposta correta", "risposta",
            "risposta finale", "antwoord",
            "svar", "svaret", "vastaus", "odpowiedź", "odpověď", "odpoveď", "odgovor", "válasz", "răspuns", "cevap", "yanıt", "ответ",
            "відповідь", "отговор", "απάντηση", "jawaban", "đáp án", "trả lời", "الجواب", "الإجابة", "پاسخ", "جواب", "תשובה",
            "उत्तर", "উত্তর",
            "คำตอบ", "答え", "回答", "解答", "正解", "答案", "정답", "답", "cavab", "atsakymas", "vastus", "jibu",
        ];

    private static readonly string[] Sentences =
        [
            "answer is", "answers are", "answer would be", "answer should be", "answer must be", "antwort ist", "antwort lautet",
            "lösung ist", "lösung lautet", "endergebnis ist", "richtig ist", "réponse est", "réponse finale est", "réponse correcte est",
            "bonne réponse est", "respuesta es", "respuesta final es", "respuesta correcta es", "resposta é", "resposta final é",
            "resposta correta é", "risposta è", "risposta finale è", "risposta corretta è", "antwoord is", "svaret är", "svaret er",
            "odpowiedź to", "odpowiedzią jest", "odpověď je", "cevap şudur", "ответ равен", "ответом является", "відповідь —", "الجواب هو",
            "الإجابة هي", "答えは", "正解は", "故选", "故選", "应选", "應選", "正确选项是", "正确答案是", "正确答案为", "最终答案是", "最终答案为", "答案是", "答案选", "答案選",
            "答案为", "答案為", "答案應為", "答案应为", "정답은", "답은", "đáp án là", "jawabannya adalah", "jawaban adalah",
            "jawaban yang benar adalah", "उत्तर है", "คำตอบคือ",
            "<answer>", "[answer]", "correct option is", "correct choice is", "option is", "the correct letter is", "final result is",
        ];

    // One search for all, forwards: that is the direction in which it is fast. The links are looked at where a word is found.
    private static readonly SearchValues<string> Any = SearchValues.Create([.. Words, .. Sentences], StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the first one begins; -1 where there is none.</summary>
    public static int First(ReadOnlySpan<char> text) => Next(text, 0);

    /// <summary>Where the last one begins; -1 where there is none.</summary>
    public static int Last(ReadOnlySpan<char> text)
    {
        var last = -1;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
            last = at;
        return last;
    }

    /// <summary>The length of the longest that a text begins with.</summary>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        var length = 0;
        foreach (var sentence in Sentences)
        {
            // "The answer isn't" announces nothing.
            if (sentence.Length > length && text.StartsWith(sentence, StringComparison.OrdinalIgnoreCase)
                && !(sentence.EndsWith(" is", StringComparison.Ordinal) && text[sentence.Length..] is ['n', ..]))
                length = sentence.Length;
        }

        foreach (var word in Words)
        {
            if (!text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                continue;

            foreach (var link in Links)
            {
                if (word.Length + link.Length > length && text[word.Length..].StartsWith(link, StringComparison.Ordinal))
                    length = word.Length + link.Length;
            }
        }

        return length;
    }

    private static int Next(ReadOnlySpan<char> text, int from)
    {
        while (text[from..].IndexOfAny(Any) is >= 0 and var at)
        {
            from += at;
            if (LengthAt(text[from..]) > 0)
                return from;
            from++;
        }

        return -1;
    }
}
