using Microsoft.ML.Tokenizers;

namespace HeavySim.Agents;

/// <summary>
/// How many tokens a text has where a server does not say: counted by a tokenizer of the model's family. Still an estimate, and
/// marked as one: servers wrap prompts in templates of their own, and most models have other tokenizers. Nothing is loaded before the
/// first text is counted.
/// </summary>
/// <remarks>
/// Simulated runs never use it; while a stream runs, and for rate limits, the rule of thumb of <see cref="RoughTokens"/> is enough.
/// </remarks>
internal sealed class TokenEstimate
{
    /// <summary>
    /// Longer texts are counted in pieces: what a tokenizer takes for one word takes time by the square of its length, and texts are
    /// foreign.
    /// </summary>
    private const int PieceLength = 2048;

    private static readonly TokenEstimate Newer = new("o200k_base");
    private static readonly TokenEstimate Older = new("cl100k_base");

    private readonly Lazy<Tokenizer> _tokenizer;

    private TokenEstimate(string encoding)
    {
        Encoding = encoding;
        _tokenizer = new Lazy<Tokenizer>(() => TiktokenTokenizer.CreateForEncoding(encoding));
    }

    /// <summary>The tokenizer's name.</summary>
    public string Encoding { get; }

    /// <summary>The tokenizer for a model: of those that are here the nearest, the newest where the family is not known.</summary>
    /// <param name="model">The model's name at its endpoint, or null.</param>
    public static TokenEstimate Of(string? model)
    {
        var name = (model ?? "").AsSpan();
        name = name[(name.LastIndexOf('/') + 1)..];
        return Is(name, "gpt-3.5") || Is(name, "gpt-35") || (Is(name, "gpt-4") && !Is(name, "gpt-4o") && !Is(name, "gpt-4."))
            ? Older
            : Newer;

        static bool Is(ReadOnlySpan<char> name, string family) => name.StartsWith(family, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The text's tokens.</summary>
    public long Count(ReadOnlySpan<char> text)
    {
        long count = 0;
        for (; !text.IsEmpty; text = text[Math.Min(PieceLength, text.Length)..])
            count += _tokenizer.Value.CountTokens(text[..Math.Min(PieceLength, text.Length)]);

        return count;
    }
}
