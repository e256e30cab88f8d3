using System.Buffers.Binary;
using System.Text;
using HeavySim.Records.Formats;
using HeavySim.Records.Samples;
using HeavySim.Verifier;
using ZstdSharp;

namespace HeavySim.Records.Tests;

/// <summary>Inspect logs as zip archives, packed as inspect packs them: with zstd, which the framework does not read.</summary>
public sealed class ZipArchiveTests : IDisposable
{
    private const int Deflate = 8;
    private const int Zstd = 93;

    private static readonly AnswerEngine Engine = new();
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAsync_PackedWithZstd_ReadsTheSamples(bool isLong)
    {
        var path = Archive(
            isLong, ("samples/1_epoch_1.json", Zstd, Sample(1, "4")), ("samples/2_epoch_1.json", Zstd, Sample(2, "5")),
            ("header.json", Zstd, Header));

        var samples = await Read(path);

        Assert.Equal(["1", "2"], samples.Select(static s => s.Problem.Id));
        Assert.Equal(["4", "5"], samples.Select(static s => s.Attempts[0].Attempt.Answer?.Key));
        Assert.Equal(["m", "m"], samples.Select(static s => s.Attempts[0].Attempt.Agent.Model));
    }

    [Fact]
    public async Task ReadAsync_SampleWrittenTwice_TheLastCounts()
    {
        var path = Archive(
            false, ("samples/1_epoch_1.json", Zstd, Sample(1, "4")), ("samples/2_epoch_1.json", 0, Sample(2, "5")),
            ("samples/1_epoch_1.json", 0, Sample(1, "6")), ("header.json", 0, Header));

        Assert.Equal(["6", "5"], (await Read(path)).Select(static s => s.Attempts[0].Attempt.Answer?.Key));
    }

    [Fact]
    public async Task ReadAsync_SampleUnderAnotherName_TheLastCountsInTheSecondPass()
    {
        var path = Archive(
            false, ("samples/1_epoch_1.json", Zstd, Sample(1, "4")), ("samples/1_epoch_1_again.json", Zstd, Sample(1, "6")),
            ("header.json", 0, Header));
        var first = new SampleReading(Engine);

        await Read(path, first);
        var second = first.Again();

        Assert.Equal(["6"], (await Read(path, second)).Select(static s => s.Attempts[0].Attempt.Answer?.Key));
        Assert.Equal("1 sample written again: the last of each counts", Assert.Single(second.Remarks));
    }

    [Theory]
    [InlineData(Zstd, 10u, "unpacks to more than the archive says")]
    [InlineData(Zstd, 100_000u, "damaged or cut short")]
    [InlineData(Zstd, 0xFFFFFFF0u, "longer than a gigabyte")]
    public async Task ReadAsync_LengthThatIsNotTrue_SaysSo(int method, uint length, string message)
    {
        var path = Archive(false, ("samples/1_epoch_1.json", method, Sample(1, "4")));
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(22), length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24), length);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<HeavySimException>(() => Read(path));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Bomb_IsNotUnpackedBeyondWhatItClaims()
    {
        // 256 MiB of blanks in a few kilobytes, which the directory calls 10 bytes.
        var path = Archive(false, ("samples/1_epoch_1.json", Zstd, new string(' ', 1 << 28)));
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(22), 10);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24), 10);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await Assert.ThrowsAsync<HeavySimException>(() => Read(path));

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 1 << 26);
    }

    [Theory]
    [InlineData(97, "cannot be unpacked")]
    [InlineData(Deflate, "cannot be unpacked")]
    public async Task ReadAsync_PackedOtherwise_SaysSo(int method, string message)
    {
        // Packed with zstd and called otherwise.
        var path = Archive(false, ("samples/1_epoch_1.json", method, Sample(1, "4")), ("header.json", 0, Header));

        var error = await Assert.ThrowsAsync<HeavySimException>(() => Read(path));

        Assert.Contains("samples/1_epoch_1.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_CutAnywhere_IsAnErrorThatNamesTheFile()
    {
        var whole = await File.ReadAllBytesAsync(Archive(
            true, ("samples/1_epoch_1.json", Zstd, Sample(1, "4")), ("header.json", Zstd, Header)), TestContext.Current.CancellationToken);
        for (var length = 4; length < whole.Length; length++)
        {
            var path = _folder.File("cut.eval");
            await File.WriteAllBytesAsync(path, whole[..length], TestContext.Current.CancellationToken);
            Assert.Contains("cut.eval", (await Assert.ThrowsAsync<HeavySimException>(() => Read(path))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ReadAsync_AnyByteDamaged_NeverThrowsAnythingElse()
    {
        var whole = await File.ReadAllBytesAsync(Archive(
            true, ("samples/1_epoch_1.json", Zstd, Sample(1, "4")), ("header.json", Zstd, Header)), TestContext.Current.CancellationToken);
        for (var i = 4; i < whole.Length; i++)
        {
            var path = _folder.File("damaged.eval");
            var damaged = whole.ToArray();
            damaged[i] ^= 0xFF;
            await File.WriteAllBytesAsync(path, damaged, TestContext.Current.CancellationToken);
            try
            {
                await Read(path);
            }
            catch (HeavySimException)
            {
                // Said so.
            }
        }
    }

    private const string Header = """{"version":2,"status":"success","eval":{"model":"m"}}""";

    private static string Sample(int id, string answer) => $$"""
        {"id":{{id}},"epoch":1,"input":"2+2?","target":"4","scores":{"match":{"value":"C","answer":"{{answer}}"} },
        "output":{"choices":[ {"message":{"role":"assistant","content":"It is {{answer}}."} } ] } }
        """;

    private static Task<List<SampledProblem>> Read(string path) => Read(path, new SampleReading(Engine));

    private static async Task<List<SampledProblem>> Read(string path, SampleReading reading)
    {
        var samples = new List<SampledProblem>();
        await foreach (var sample in SampleFile.ReadAsync(path, reading, TestContext.Current.CancellationToken))
            samples.Add(sample);
        return samples;
    }

    /// <summary>
    /// A zip archive by the letter of its specification, since the framework writes none with zstd. A long one keeps its figures in 64
    /// bits.
    /// </summary>
    private string Archive(bool isLong, params (string Name, int Method, string Text)[] members)
    {
        using var zip = new MemoryStream();
        using var directory = new MemoryStream();
        using var compressor = new Compressor();
        foreach (var (name, method, text) in members)
        {
            var (plain, title) = (Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(name));
            var packed = method == 0 ? plain : compressor.Wrap(plain).ToArray();
            var header = (uint)zip.Position;
            Write(zip, 0x04034B50u, (
                ushort)45, (ushort)0, (ushort)method, 0u, 0u, (uint)packed.Length, (uint)plain.Length, (ushort)title.Length, (ushort)3,
                    title, new byte[] { 9, 9, 9 }, packed);
            var extra = new MemoryStream();
            if (isLong)
                Write(extra, (
                    ushort)0xCAFE, (ushort)1, new byte[] { 7 }, (ushort)1, (ushort)24, (ulong)plain.Length, (ulong)packed.Length,
                        (ulong)header);
            Write(directory, 0x02014B50u, (ushort)45, (ushort)45, (ushort)0, (ushort)method, 0u, 0u);
            Write(directory, isLong ? uint.MaxValue : (uint)packed.Length, isLong ? uint.MaxValue : (uint)plain.Length);
            Write(directory, (ushort)title.Length, (ushort)extra.Length, (ushort)2, (ushort)0, (ushort)0, 0u, isLong
                ? uint.MaxValue : header, title, extra.ToArray(), "ok"u8.ToArray());
        }

        var start = zip.Position;
        Write(zip, directory.ToArray());
        if (isLong)
        {
            var end = (ulong)zip.Position;
            Write(zip, 0x06064B50u, 44UL, (
                ushort)45, (ushort)45, 0u, 0u, (ulong)members.Length, (ulong)members.Length, (ulong)directory.Length, (ulong)start);
            Write(zip, 0x07064B50u, 0u, end, 1u);
        }

        Write(zip, 0x06054B50u, (ushort)0, (ushort)0, (ushort)members.Length, (ushort)members.Length, isLong
            ? uint.MaxValue : (uint)directory.Length, isLong ? uint.MaxValue : (uint)start, (ushort)0);
        var path = _folder.File("log.eval");
        File.WriteAllBytes(path, zip.ToArray());
        return path;
    }

    private static void Write(MemoryStream to, params object[] fields)
    {
        Span<byte> number = stackalloc byte[8];
        foreach (var field in fields)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(number, field is byte[] ? 0 : Convert.ToUInt64(field));
            to.Write(field switch
            {
                ushort => number[..2],
                uint => number[..4],
                ulong => number,
                _ => (byte[])field,
            });
        }
    }
}
