using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HeavySim.Records.Problems;

/// <summary>A fingerprint of a list of problems: SHA-256 over every field, each with its length before it, in order.</summary>
internal sealed class ProblemDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The fingerprint of a whole list, as 64 lower-case hexadecimal digits.</summary>
    public static string Of(IEnumerable<Problem> problems)
    {
        using var digest = new ProblemDigest();
        foreach (var problem in problems)
            digest.Add(problem);

        return Convert.ToHexStringLower(digest._hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Add(Problem problem)
    {
        Add(problem.Id);
        Add(problem.Question);
        Add(problem.Gold);
        Add(problem.Kind?.ToString());
        Add(problem.Category);
        Add(problem.Choices.Count);
        foreach (var choice in problem.Choices)
            Add(choice);
        Add(problem.Metadata.Count);
        foreach (var (name, value) in problem.Metadata.OrderBy(static m => m.Key, StringComparer.Ordinal))
        {
            Add(name);
            Add(value);
        }
    }

    private void Add(string? text)
    {
        Add(text?.Length ?? -1);
        if (text is not null)
            _hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    private void Add(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }
}
