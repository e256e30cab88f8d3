using System.IO.Compression;
using HeavySim.Records.Files;
using HeavySim.Records.Problems;
using HeavySim.Records.Samples;
using HeavySim.Verifier;
using Parquet;
using Parquet.Serialization;

namespace HeavySim.Records.Tests;

/// <summary>Parquet files as dataset hubs hand them out: nested features, several row groups, any codec.</summary>
public sealed class ParquetFilesTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.LZ4)]
    public async Task LoadAsync_ChoicesOfTextsAndLabels_AreChoices(CompressionMethod method)
    {
        var rows = Enumerable.Range(0, 5).Select(static i => new Exam
        {
            id = $"Mercury_{i}",
            question = $"Which of them is {i}?",
            choices = new Labelled { text = [$"this {i}", "that", "nothing"], label = ["1", "2", "3"] },
            answerKey = "2",
        });
        var path = await WriteAsync("arc.parquet", rows, method, rowsPerGroup: 2);

        var set = await ProblemSet.LoadAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(["Mercury_0", "Mercury_1", "Mercury_2", "Mercury_3", "Mercury_4"], set.Problems.Select(static p => p.Id));
        Assert.Equal(["this 3", "that", "nothing"], set.Problems[3].Choices);
        Assert.Equal(("arc", "B", 0), (set.Name, set.Problems[4].Gold, set.Remarks.Count));
    }

    [Fact]
    public async Task LoadAsync_ListOfGolds_IsAcceptableAnswersAndANumberAChoice()
    {
        var path = await WriteAsync("qa.parquet", [
            new Trivia { question = "Who?", answers = ["Bob", "Bobby"] },
            new Trivia { question = "Which?", options = ["x", "y"], answer = 1 },
            new Trivia { question = "Where?", answers = [], context = "It is here." },
        ]);

        var problems = (await ProblemSet.LoadAsync(path, TestContext.Current.CancellationToken)).Problems;

        Assert.Equal(["qa/0", "qa/1", "qa/2"], problems.Select(static p => p.Id));
        Assert.Equal(("Bob", "[\"Bob\",\"Bobby\"]"), (problems[0].Gold, problems[0].Metadata["golds"]));
        Assert.Equal("B", problems[1].Gold);
        Assert.Equal(("It is here.\n\nWhere?", null), (problems[2].Question, problems[2].Gold));
    }

    [Fact]
    public async Task ReadAsync_NestedFeatures_AreJson()
    {
        var path = await WriteAsync("n.parquet", [
            new Nested
            {
                lists = [[1], [], [2, 3]],
                objects = [new Part { a = "x", bs = [1, 2] }, new Part { bs = [] }, new Part { a = "z" }],
                map = new() { ["k"] = 1, ["l"] = 2 },
                flag = true, day = new DateOnly(2024, 2, 29), time = new DateTime(2024, 2, 29, 1, 2, 3), price = 1.25m,
                bytes = [0, 1, 2], name = "naïve \"’"u8.ToArray(), share = double.NaN, large = ulong.MaxValue, id = Guid.Empty,
            },
            new Nested { lists = [], objects = [], map = [], share = .5, small = -1 },
            new Nested(),
        ], rowsPerGroup: 2);

        var records = await RecordsAsync(path);

        Assert.Equal([1, 2, 3], records.Select(static r => r.Line));
        Assert.Equal(
            """
            {"lists":[[1],[],[2,3]],"objects":[{"a":"x","bs":[1,2]},{"a":null,"bs":[]},{"a":"z","bs":null}],"map":{"k":1,"l":2},
            "flag":true,"day":"2024-02-29","time":"2024-02-29T01:02:03","price":1.25,
            "bytes":"left out (3 bytes)","name":"naïve \"’","share":null,"large":18446744073709551615,"small":null,
            "id":"00000000-0000-0000-0000-000000000000"}
            """.ReplaceLineEndings(""),
            Text(records[0]));
        Assert.StartsWith("""{"lists":[],"objects":[],"map":{},"flag":false""", Text(records[1]), StringComparison.Ordinal);
        Assert.Contains("""
            "share":0.5,"large":0,"small":-1
            """.Trim(), Text(records[1]), StringComparison.Ordinal);
        Assert.StartsWith("""{"lists":null,"objects":null,"map":null,"flag":false""", Text(records[2]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_RowsOfAnswers_AreSamples()
    {
        var path = await WriteAsync("panel.parquet", [
            new Panel { id = "a", question = "2+2?", gold = "4", answers = ["4", null, "5"], correct = [true, null, false] },
        ]);

        var samples = new List<Grade>();
        await foreach (var sampled in SampleFile.ReadAsync(path, new AnswerEngine(), TestContext.Current.CancellationToken))
            samples.AddRange(sampled.Attempts.Select(static a => a.Grade));

        Assert.Equal([Grade.Correct, Grade.Abstained, Grade.Incorrect], samples);
    }

    [Fact]
    public async Task ReadAsync_CutAnywhere_IsAnErrorThatNamesTheFile()
    {
        var whole = await File.ReadAllBytesAsync(await SmallAsync(), TestContext.Current.CancellationToken);
        for (var length = 4; length < whole.Length; length++)
            await AssertRefusedAsync(whole[..length]);
    }

    [Fact]
    public async Task ReadAsync_AnyByteDamaged_NeverThrowsAnythingElse()
    {
        var whole = await File.ReadAllBytesAsync(await SmallAsync(), TestContext.Current.CancellationToken);
        for (var i = 4; i < whole.Length; i++)
        {
            foreach (var mask in new byte[] { 0xFF, 0x01 })
            {
                var damaged = whole.ToArray();
                damaged[i] ^= mask;
                try
                {
                    await RecordsAsync(Save(damaged));
                }
                catch (HeavySimException)
                {
                    // Said so.
                }
            }
        }
    }

    [Fact]
    public async Task ReadAsync_SchemaOfManyLevels_IsRefused()
    {
        // By hand: 100,000 groups, each within the one before. The library would take all of the stack for it.
        const int Levels = 100_000;
        byte[] version = [0x15, 0x02, 0x19, 0xFC, 0xA0, 0x8D, 0x06];
        byte[] group = [0x48, 1, (byte)'g', 0x15, 0x02, 0];
        byte[] footer = [.. version, .. Enumerable.Repeat(group, Levels).SelectMany(static g => g), 0x16, 0, 0x19, 0x0C, 0];

        await AssertRefusedAsync([.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8]);
    }

    [Fact]
    public async Task LoadAsync_GzippedOrEmpty_SaysWhatToDo()
    {
        var packed = _folder.File("p.parquet.gz");
        await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            await gzip.WriteAsync(await File.ReadAllBytesAsync(await SmallAsync(), TestContext.Current.CancellationToken));
        var empty = await WriteAsync<Exam>("none.parquet", []);

        Assert.Contains("unpack it", (await LoadFailureAsync(packed)).Message, StringComparison.Ordinal);
        Assert.Contains("none.parquet holds no problems", (await LoadFailureAsync(empty)).Message, StringComparison.Ordinal);
    }

    private static Task<HeavySimException> LoadFailureAsync(string path) =>
        Assert.ThrowsAsync<HeavySimException>(() => ProblemSet.LoadAsync(path, TestContext.Current.CancellationToken));

    private static string Text(SourceRecord record) => record.Fields.GetRawText();

    private static async Task<List<SourceRecord>> RecordsAsync(string path)
    {
        using var file = SourceFile.Open(path);
        var records = new List<SourceRecord>();
        await foreach (var record in RecordFile.ReadAsync(file, TestContext.Current.CancellationToken))
            records.Add(record);
        return records;
    }

    private async Task AssertRefusedAsync(byte[] content)
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() => RecordsAsync(Save(content)));
        Assert.Contains("damaged.parquet", error.Message, StringComparison.Ordinal);
    }

    private string Save(byte[] content)
    {
        File.WriteAllBytes(_folder.File("damaged.parquet"), content);
        return _folder.File("damaged.parquet");
    }

    private Task<string> SmallAsync() => WriteAsync("small.parquet", [
        new Trivia { question = "Who?", answers = ["Bob", "Bobby"], answer = 3 }, new Trivia { question = "Where?", options = [] },
    ]);

    private async Task<string> WriteAsync<T>(
        string name, IEnumerable<T> rows, CompressionMethod method = CompressionMethod.Snappy, int rowsPerGroup = 100)
    {
        await using var file = File.Create(_folder.File(name));
        var options = new ParquetOptions { CompressionMethod = method, RowGroupSize = rowsPerGroup };
        await ParquetSerializer.SerializeAsync(rows, file, options, null, TestContext.Current.CancellationToken);
        return _folder.File(name);
    }

#pragma warning disable IDE1006 // Named as the columns of published sets are.
    private sealed class Labelled
    {
        public List<string>? text { get; set; }

        public List<string>? label { get; set; }
    }

    private sealed class Exam
    {
        public string? id { get; set; }

        public string? question { get; set; }

        public Labelled? choices { get; set; }

        public string? answerKey { get; set; }
    }

    private sealed class Trivia
    {
        public string? question { get; set; }

        public string? context { get; set; }

        public List<string>? options { get; set; }

        public List<string>? answers { get; set; }

        public long? answer { get; set; }
    }

    private sealed class Panel
    {
        public string? id { get; set; }

        public string? question { get; set; }

        public string? gold { get; set; }

        public List<string?>? answers { get; set; }

        public List<bool?>? correct { get; set; }
    }

    private sealed class Part
    {
        public string? a { get; set; }

        public List<int>? bs { get; set; }
    }

    private sealed class Nested
    {
        public List<List<int>>? lists { get; set; }

        public List<Part>? objects { get; set; }

        public Dictionary<string, int>? map { get; set; }

        public bool flag { get; set; }

        public DateOnly day { get; set; }

        public DateTime time { get; set; }

        public decimal price { get; set; }

        public byte[]? bytes { get; set; }

        public byte[]? name { get; set; }

        public double share { get; set; }

        public ulong large { get; set; }

        public int? small { get; set; }

        public Guid id { get; set; }
    }
#pragma warning restore IDE1006
}
