using System.Collections.Concurrent;
using System.Globalization;

namespace HeavySim.Simulation;

/// <summary>
/// What the simulated model has learned by heart: the problems of a set, found by the text that goes over the wire. For a question it never
/// saw it makes up an answer that depends on the text alone; plain arithmetic it computes.
/// </summary>
internal sealed class ProblemBook
{
    private static readonly string[] Nothings =
    [
        "unknown", "none", "both", "neither", "all of them", "the first", "the second", "the last",
    ];
    private const int Remembered = 4096;

    /// <summary>A shorter question may stand in any text by chance.</summary>
    private const int Tellable = 16;
    private readonly Dictionary<string, Problem> _problems;
    private readonly ConcurrentDictionary<string, SimulatedProblem> _recent = new(StringComparer.Ordinal);
    private int _recentCount;
    private readonly string[] _words;

    /// <param name="problems">The set; of two problems with the same text the first one counts, as the wire cannot tell them apart.</param>
    /// <param name="answers">Reads golds and quoted answers.</param>
    public ProblemBook(IEnumerable<Problem> problems, IAnswerEngine answers)
    {
        Answers = answers;
        _problems = new Dictionary<string, Problem>(StringComparer.Ordinal);
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var problem in problems)
        {
            _problems.TryAdd(QuestionText.Of(problem).Trim(), problem);
            // A few hundred are enough to make wrong answers of.
            if (words.Count < 512 && problem.Choices.Count == 0 && problem.Gold is { Length: > 0 and < 200 } gold
                && gold.AsSpan().IndexOfAnyInRange('0', '9') < 0)
                words.Add(gold.Trim());
        }

        _words = [.. words];
    }

    public IAnswerEngine Answers { get; }

    /// <summary>The problem with this text.</summary>
    public SimulatedProblem Find(string text)
    {
        if (_recent.TryGetValue(text, out var recent))
            return recent;

        var question = text.Trim();
        if (!_problems.TryGetValue(question, out var problem))
            problem = Within(question) ?? MakeUp(question);

        // Many agents ask the same problem at about the same time: what was read lately is kept, but not for ever.
        if (Interlocked.Increment(ref _recentCount) > Remembered)
        {
            Interlocked.Exchange(ref _recentCount, 0);
            _recent.Clear();
        }

        return _recent[text] = new SimulatedProblem(problem, problem.Gold ?? MakeUpGold(problem), this);
    }

    public bool Knows(string text) => _problems.ContainsKey(text.Trim());

    /// <summary>A text that answers some other problem.</summary>
    public string OtherWords(string gold, int index, int turn)
    {
        var others = Array.FindAll(_words, w => !string.Equals(w, gold, StringComparison.OrdinalIgnoreCase));
        if (others.Length >= index)
            return others[(index - 1 + turn) % others.Length];

        var nothing = Array.FindAll(Nothings, n => !string.Equals(n, gold, StringComparison.OrdinalIgnoreCase));
        return index <= nothing.Length
            ? nothing[(index - 1 + turn) % nothing.Length]
            : $"not {gold} ({index.ToString(CultureInfo.InvariantCulture)})";
    }

    /// <summary>The problem whose whole text stands within a longer message, the longest of them; null where there is none.</summary>
    private Problem? Within(string message) =>
        _problems.Where(p => p.Key.Length >= Tellable && p.Key.Length < message.Length && message.Contains(p.Key, StringComparison.Ordinal))
            .OrderByDescending(static p => p.Key.Length)
            .Select(static p => p.Value)
            .FirstOrDefault();

    private static Problem MakeUp(string question)
    {
        // Choices are found again in the text, in the form that QuestionText gives them.
        List<string> choices = [];
        foreach (var line in question.Split('\n'))
        {
            if (line.StartsWith(QuestionText.Label(choices.Count) + ") ", StringComparison.Ordinal))
                choices.Add(line[(line.IndexOf(')', StringComparison.Ordinal) + 2)..]);
            else if (choices.Count > 0)
                choices.Clear();
        }

        var problem = new Problem { Id = question, Question = question, Choices = choices.Count > 1 ? choices : [] };
        return problem with { Gold = MakeUpGold(problem) };
    }

    private static string MakeUpGold(Problem problem)
    {
        if (Game24.Numbers(problem.Question) is not null)
            return "24";

        if (problem.Choices.Count == 0 && QuestionCalculator.Find(problem.Question) is { } value)
            return Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);

        // The key is fixed: the answer belongs to the question and not to the world it is asked in.
        var draw = RandomKey.Of(0).With(problem.Question).With("gold").Open();
        return problem.Choices.Count > 0
            ? QuestionText.Label(draw.NextInt(problem.Choices.Count))
            : (2 + draw.NextInt(998)).ToString(CultureInfo.InvariantCulture);
    }
}
