using LLama;
using LLama.Native;

namespace HeavySim.LocalModels;

/// <summary>A text on its way: its prompt, what it has been so far, and how its tokens are drawn.</summary>
internal sealed class Sequence : IDisposable
{
    private readonly SafeLLamaSamplerChainHandle _sampler = SafeLLamaSamplerChainHandle.Create(LLamaSamplerChainParams.Default());
    private readonly StreamingTokenDecoder _decoder;
    private readonly StopTexts _stops;

    /// <summary>Begins a text.</summary>
    /// <param name="generation">What is asked for.</param>
    /// <param name="prompt">Its prompt's tokens, 1 or more.</param>
    /// <param name="decoder">Turns its tokens into text.</param>
    public Sequence(Generation generation, LLamaToken[] prompt, StreamingTokenDecoder decoder)
    {
        (Generation, Prompt, _decoder, _stops) = (generation, prompt, decoder, new StopTexts(generation.Stop));
        if (generation.Temperature <= 0)
        {
            _sampler.AddGreedySampler();
            return;
        }

        if (generation.TopK is > 0 and var k)
            _sampler.AddTopK(k);
        if (generation.TopP is < 1 and var p)
            _sampler.AddTopP(p, 1);
        _sampler.AddTemperature(generation.Temperature);
        _sampler.AddDistributionSampler(generation.Seed);
    }

    /// <summary>What is asked for.</summary>
    public Generation Generation { get; }

    /// <summary>The prompt's tokens.</summary>
    public LLamaToken[] Prompt { get; }

    /// <summary>Prompt tokens that were known from another sequence.</summary>
    public int Cached { get; set; }

    /// <summary>Tokens written, the last included.</summary>
    public int Written { get; private set; }

    /// <summary>The token to be shown to the model next; null while the prompt is.</summary>
    public LLamaToken? Next { get; private set; }

    /// <summary>Where in the batch its logits will be; null when they are not in this one.</summary>
    public int? LogitsAt { get; set; }

    /// <summary>Draws the next token.</summary>
    /// <param name="model">The model, whose last batch had this sequence's logits.</param>
    /// <param name="room">How many tokens still fit after this one.</param>
    /// <returns>What to tell of it: text, confidence, perhaps the end.</returns>
    public WorkerReply Draw(LoadedModel model, int room)
    {
        var confidences = Generation.TopLogprobs < 2 ? null
            : new[] { Confidence.Of(model.Native.GetLogitsIth(LogitsAt!.Value), Generation.TopLogprobs) };
        var token = _sampler.Sample(model.Native, LogitsAt!.Value);
        (Written, Next) = (Written + 1, token);
        if (token.IsEndOfGeneration(model.Vocabulary))
            return Told(_stops.Finish(), confidences, isWhole: true);

        _decoder.Add(token);
        var text = _stops.Accept(_decoder.Read());
        if (_stops.IsFound)
            return Told(text, confidences, isWhole: true);

        return room <= 0 || Written >= Generation.MaxTokens
            ? Told(text + _stops.Finish(), confidences, isWhole: false)
            : Told(text, confidences, isWhole: null);
    }

    public void Dispose() => _sampler.Dispose();

    private WorkerReply Told(string text, float[]? confidences, bool? isWhole) => new()
    {
        Id = Generation.Id,
        Text = text.Length == 0 ? null : text,
        Confidences = confidences,
        End = isWhole is { } whole ? new WrittenFacts(whole, Prompt.Length, Cached, Written) : null,
    };
}
