using LLama;
using LLama.Common;
using LLama.Native;

namespace HeavySim.LocalModels;

/// <summary>A model in memory, with room for some sequences. Not thread-safe: one thread has it.</summary>
internal sealed class LoadedModel : IDisposable
{
    // What a prompt and an answer take where nobody says how much they may.
    private const int UsualContext = 4096;

    // Memory for what sequences remember, where the number of sequences is our choice.
    private const long MostMemory = 2L << 30;

    private readonly LLamaWeights _weights;
    private readonly LLamaContext _context;
    private readonly ChatTemplate _template;
    private readonly string _bos;
    private readonly string _eos;

    private LoadedModel(LLamaWeights weights, LLamaContext context, ChatTemplate template, LoadedFacts facts)
    {
        (_weights, _context, _template, Facts) = (weights, context, template, facts);
        (_bos, _eos) = (Special(weights.Vocab.BOS), Special(weights.Vocab.EOS));
    }

    /// <summary>What there is to know of it.</summary>
    public LoadedFacts Facts { get; }

    /// <summary>What native calls go to.</summary>
    public SafeLLamaContextHandle Native => _context.NativeHandle;

    /// <summary>Its tokens.</summary>
    public SafeLlamaModelHandle.Vocabulary Vocabulary => _weights.Vocab;

    /// <summary>Loads a model.</summary>
    /// <exception cref="HeavySimException">It cannot be loaded or asked; the message says why.</exception>
    public static LoadedModel Load(GgufOptions options)
    {
        options.CheckFile();
        // Numbers of 32 bits need no conversion at every step: for small models that is a third of the work.
        var memory = options.IsSmall ? GGMLType.GGML_TYPE_F32 : GGMLType.GGML_TYPE_F16;
        var parameters = new ModelParams(options.Path)
        {
            GpuLayerCount = 0,
            Threads = options.ThreadsOrDefault,
            BatchThreads = options.ThreadsOrDefault,
            // Apart, so that what one sequence remembers never moves another's numbers: equal seeds give equal texts in any company.
            KVUnified = false,
            // On processors it halves the tokens a second of many short sequences.
            FlashAttention = false,
            TypeK = memory,
            TypeV = memory,
            BatchSize = Batcher.MostTokens,
            UBatchSize = Batcher.MostTokens,
        };
        LLamaWeights? weights = null;
        try
        {
            weights = LLamaWeights.LoadFromFile(parameters);
            var template = TemplateOf(weights, options);
            var context = options.Context ?? Math.Min(UsualContext, weights.ContextSize);
            var slots = options.Context is not null ? options.Slots
                : (int)Math.Clamp(MostMemory / MemoryOf(weights, context), 1, options.Slots);
            parameters.ContextSize = (uint)(context * slots);
            parameters.SeqMax = (uint)slots;
            var name = weights.Metadata.GetValueOrDefault("general.name") ?? Path.GetFileNameWithoutExtension(options.Path);
            return new LoadedModel(
                weights, weights.CreateContext(parameters), template, new LoadedFacts(name, slots, context, template.KeepsSystem));
        }
        catch (Exception error) when (error is LLama.Exceptions.LLamaDecodeError or LLama.Exceptions.LoadWeightsFailedException
            or LLama.Exceptions.RuntimeError or HeavySimException)
        {
            weights?.Dispose();
            throw error as HeavySimException ?? new HeavySimException(
                $"The model {options.Path} cannot be loaded: {error.Message.TrimEnd('.')}. The file may be cut short, or of a kind of "
                + "model that this version does not know.", error);
        }
    }

    /// <summary>The tokens of a conversation as the model wants to see it.</summary>
    /// <exception cref="HeavySimException">Its template refuses the conversation.</exception>
    public LLamaToken[] Read(IReadOnlyList<TemplateMessage> messages)
    {
        var text = _template.Render(messages, _bos, _eos);
        // A template that writes the first token itself must not have it twice.
        var addsFirst = _bos.Length == 0 || !text.StartsWith(_bos, StringComparison.Ordinal);
        return _weights.Tokenize(text, addsFirst, special: true, Encoding.UTF8);
    }

    /// <summary>Turns tokens into text as they come, byte by byte where a character has several.</summary>
    public StreamingTokenDecoder NewDecoder() => new(Encoding.UTF8, _weights);

    public void Dispose()
    {
        _context.Dispose();
        _weights.Dispose();
    }

    private static ChatTemplate TemplateOf(LLamaWeights weights, GgufOptions options)
    {
        if (options.Template is { } name)
            return ChatTemplate.Named(name);
        if (!weights.Metadata.TryGetValue("tokenizer.chat_template", out var source) || source.Length == 0)
            throw new HeavySimException(
                $"The model {options.Path} has no chat template: name one with --template ({string.Join(", ", ChatTemplate.Names)}).");

        return ChatTemplate.Parse(source);
    }

    /// <summary>Bytes that a sequence of so many tokens takes: a key and a value of two bytes each for each layer and head.</summary>
    private static long MemoryOf(LLamaWeights weights, int context)
    {
        var model = weights.NativeHandle;
        var (heads, shared) = (Math.Max(1, model.HeadCount), Math.Max(1, model.KVHeadCount));
        return Math.Max(1, 2L * 2 * model.LayerCount * model.EmbeddingSize / heads * shared * context);
    }

    private string Special(LLamaToken? token) => token is { } known ? Vocabulary.LLamaTokenToString(known, isSpecialToken: true) ?? "" : "";
}
