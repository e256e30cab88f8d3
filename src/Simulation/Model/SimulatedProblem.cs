using System.Globalization;

namespace HeavySim.Simulation;

/// <summary>
/// A problem as the simulated model knows it: with its gold, and with wrong answers that look like the gold. Wrong answers are computed
/// when asked for and not kept, so that a hundred thousand problems weigh no more than their own text.
/// </summary>
internal sealed class SimulatedProblem
{
    private readonly string _gold;
    private readonly decimal _number;
    private readonly int _decimals;
    private readonly int _goldChoice = -1;
    private readonly int[]? _puzzle;
    private readonly ProblemBook _book;

    public SimulatedProblem(Problem problem, string gold, ProblemBook book)
    {
        Problem = problem;
        _book = book;
        _gold = gold.Trim();
        _goldChoice = FindChoice(problem, _gold, book.Answers);
        _puzzle = problem.Kind is AnswerKind.Puzzle24 || _gold == "24" ? Game24.Numbers(problem.Question) : null;
        if (_puzzle is not null && Game24.Solve(_puzzle) is { } solution)
            (_gold, Form) = (solution, GoldForm.Puzzle24);
        else if (_goldChoice >= 0)
            (_gold, Form) = (QuestionText.Label(_goldChoice), GoldForm.Choice);
        else if (Opposite(_gold) is not null)
            Form = GoldForm.YesNo;
        else if (TryReadNumber(_gold, out _number, out _decimals))
            Form = GoldForm.Number;
        else
            Form = _gold.AsSpan().IndexOfAnyInRange('0', '9') >= 0 ? GoldForm.Digits : GoldForm.Words;
    }

    public Problem Problem { get; }

    public GoldForm Form { get; }

    /// <summary>The right answer as the model writes it.</summary>
    public string Gold => _gold;

    /// <summary>How many different wrong answers the form allows, or null when there is no end of them.</summary>
    public int? WrongClasses => Form switch
    {
        GoldForm.Choice => Math.Max(1, Problem.Choices.Count - 1),
        GoldForm.YesNo => 1,
        _ => null,
    };

    /// <summary>Answer number <paramref name="answerClass"/>: 0 the right one, 1.. the wrong ones, all different.</summary>
    public string AnswerOf(int answerClass, RandomKey problemKey)
    {
        if (answerClass == 0)
            return _gold;

        var turn = problemKey.With("form").Open();
        return Form switch
        {
            GoldForm.Choice => WrongChoice(answerClass, turn.NextInt(1 << 20)),
            GoldForm.YesNo => Opposite(_gold)!,
            GoldForm.Number => WrongNumber(answerClass, ref turn),
            GoldForm.Puzzle24 => Game24.Fail(_puzzle!, answerClass - 1),
            GoldForm.Digits => WrongDigits(answerClass, turn.NextInt(1 << 20)),
            _ => _book.OtherWords(_gold, answerClass, turn.NextInt(1 << 20)),
        };
    }

    private static int FindChoice(Problem problem, string gold, IAnswerEngine answers)
    {
        if (problem.Choices.Count < 2 || answers.Read(problem, gold)?.Key is not { } key)
            return -1;

        for (var i = 0; i < problem.Choices.Count; i++)
        {
            if (string.Equals(answers.Read(problem, QuestionText.Label(i))?.Key, key, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    private static string? Opposite(string gold) => gold switch
    {
        "yes" => "no",
        "Yes" => "No",
        "YES" => "NO",
        "no" => "yes",
        "No" => "Yes",
        "NO" => "YES",
        "true" => "false",
        "True" => "False",
        "TRUE" => "FALSE",
        "false" => "true",
        "False" => "True",
        "FALSE" => "TRUE",
        _ => null,
    };

    private static bool TryReadNumber(string gold, out decimal number, out int decimals)
    {
        var isNumber = decimal.TryParse(gold, NumberStyles.Number, CultureInfo.InvariantCulture, out number) && Math.Abs(number) < 1e15m;
        decimals = isNumber ? number.Scale : 0;
        return isNumber;
    }

    private string WrongChoice(int answerClass, int turn)
    {
        var others = Problem.Choices.Count - 1;
        return QuestionText.Label((_goldChoice + 1 + ((answerClass - 1 + turn) % others)) % Problem.Choices.Count);
    }

    /// <summary>
    /// Slips that people and models make: off by little, in the last digits that matter. Additive, so that no two coincide.
    /// </summary>
    private string WrongNumber(int answerClass, ref RandomStream turn)
    {
        var size = Math.Abs(_number);
        var unit = (decimal)Math.Pow(10, -_decimals);
        // Not off by 1 in a million: the slip grows with the number, keeping about three digits, and trailing zeros stay.
        while (unit * 1000 <= size)
            unit *= 10;

        var step = ((answerClass - 1 + turn.NextInt(12)) % 12) + 1 + (12 * ((answerClass - 1) / 12));
        var isUp = turn.NextDouble() < 0.5 || (_number >= 0 && _number - (64 * unit) < 0);
        var wrong = _number + (step * unit * (isUp ? 1 : -1));
        return wrong.ToString("F" + _decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>Changes one number inside a formula, a list, a date: the choice of the number and the change are the class.</summary>
    private string WrongDigits(int answerClass, int turn)
    {
        var digits = Enumerable.Range(0, _gold.Length).Where(i => char.IsAsciiDigit(_gold[i])).ToArray();
        var at = digits[(answerClass - 1 + turn) % digits.Length];
        var change = 1 + ((answerClass - 1) / digits.Length % 9);
        var text = _gold.ToCharArray();
        text[at] = (char)('0' + ((text[at] - '0' + change) % 10));
        return new string(text);
    }
}
