using System.Runtime.CompilerServices;

namespace HeavySim.Records.Problems;

/// <summary>The problems of an experiment, each with an id of its own, and what was odd about the file they came from.</summary>
public sealed class ProblemSet
{
    private ProblemSet(string name, IReadOnlyList<Problem> problems)
    {
        Name = name;
        Problems = problems;
        Digest = ProblemDigest.Of(problems);
    }

    /// <summary>The set's name: its file's without folder and extensions.</summary>
    public string Name { get; }

    /// <summary>The problems in the order of the file; ids are unique.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>SHA-256 over the problems' content, 64 lower-case hexadecimal digits: equal exactly when the problems are.</summary>
    public string Digest { get; }

    /// <summary>How many records were left out because their id had come before (the first of them stays).</summary>
    public int DuplicateIds { get; private init; }

    /// <summary>How many problems ask what another problem with another id has asked before; they stay.</summary>
    public int RepeatedQuestions { get; private init; }

    /// <summary>How many problems cannot be graded: they have neither a gold nor tests.</summary>
    public int MissingGolds { get; private init; }

    /// <summary>How many problems come with an image, which agents do not see.</summary>
    public int LeftOutImages { get; private init; }

    /// <summary>Fields that may belong to questions and are not put to the agents, by name; empty when there are none.</summary>
    public IReadOnlyList<string> LeftOutFields { get; private init; } = [];

    /// <summary>What a user should hear about the set before relying on it, a sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Remarks
    {
        get
        {
            var remarks = new List<string>();
            if (DuplicateIds > 0)
                remarks.Add($"{Counted(DuplicateIds, "record")} left out: the id had come before (the first stays)");
            if (RepeatedQuestions > 0)
                remarks.Add($"{Counted(RepeatedQuestions, "problem")} repeat the question of another one");
            if (MissingGolds > 0)
                remarks.Add($"{Counted(MissingGolds, "problem")} without a gold answer: solved, not graded");
            if (LeftOutImages > 0)
                remarks.Add($"{Counted(LeftOutImages, "problem")} come with an image that agents do not see");
            if (LeftOutFields.Count > 0)
                remarks.Add($"fields that may belong to the question are not put to the agents: {string.Join(", ", LeftOutFields)}");
            return remarks;
        }
    }

    /// <summary>Makes a set from problems at hand, by the same rules as one from a file.</summary>
    public static ProblemSet Of(string name, IEnumerable<Problem> problems)
    {
        var collector = new Collector();
        foreach (var problem in problems)
            collector.Add(problem);

        return collector.ToSet(name);
    }

    /// <summary>Loads a JSONL, JSON or CSV file, gzipped or not, or a Parquet file, whatever its name says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the load.</param>
    /// <exception cref="HeavySimException">
    /// The file cannot be used; the message names file and line and says how to put it right.
    /// </exception>
    public static async Task<ProblemSet> LoadAsync(string path, CancellationToken cancellationToken)
    {
        var collector = new Collector();
        await foreach (var problem in ReadAsync(path, cancellationToken))
            collector.Add(problem);

        return collector.ToSet(StemOf(path));
    }

    /// <summary>
    /// Streams the problems of a file, a record at a time: files of any length in flat memory (one JSON document and row groups of Parquet
    /// excepted). Ids are as in the file: what is duplicate stays in.
    /// </summary>
    /// <exception cref="HeavySimException">As <see cref="LoadAsync"/>, as soon as the wrong record is reached.</exception>
    public static async IAsyncEnumerable<Problem> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var file = SourceFile.Open(path);
        var isEmpty = true;
        await foreach (var record in RecordFile.ReadAsync(file, cancellationToken))
        {
            isEmpty = false;
            // The order of shuffled choices is part of the set, not of a run: one seed for all.
            foreach (var problem in ProblemReader.ReadAll(record, path, file.Stem, shuffleSeed: 0))
                yield return problem;
        }

        if (isEmpty)
            throw new HeavySimException($"{path} holds no problems: it needs one record per problem, with a question in each");
    }

    /// <summary>The set of the first problems only.</summary>
    /// <param name="count">How many, at least 1; a count beyond the end keeps all.</param>
    public ProblemSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return count >= Problems.Count ? this : Of(Name, Problems.Take(count));
    }

    private static string StemOf(string path)
    {
        using var file = SourceFile.Open(path);
        return file.Stem;
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count:N0} {noun}s";

    private sealed class Collector
    {
        private readonly List<Problem> _problems = [];
        private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
        private readonly HashSet<string> _questions = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _leftOutFields = new(StringComparer.Ordinal);
        private int _duplicateIds;
        private int _repeatedQuestions;
        private int _missingGolds;
        private int _leftOutImages;

        public void Add(Problem problem)
        {
            if (!_ids.Add(problem.Id))
            {
                _duplicateIds++;
                return;
            }

            if (!_questions.Add(QuestionText.Of(problem)))
                _repeatedQuestions++;
            if (problem.Gold is null && !TestedProgramForm.HasTests(problem))
                _missingGolds++;
            if (problem.Metadata.ContainsKey(ExamForm.ImageField))
                _leftOutImages++;
            if (problem.Kind != AnswerKind.Code)
                _leftOutFields.UnionWith(problem.Metadata.Keys.Where(Passage.IsLeftOut));
            _problems.Add(problem);
        }

        public ProblemSet ToSet(string name) => new(name, _problems)
        {
            DuplicateIds = _duplicateIds,
            RepeatedQuestions = _repeatedQuestions,
            MissingGolds = _missingGolds,
            LeftOutImages = _leftOutImages,
            LeftOutFields = [.. _leftOutFields],
        };
    }
}
