using System.Text.Json.Serialization;

namespace HeavySim.LocalModels;

/// <summary>
/// What the program says to the process that runs its model, a JSON object a line: first <see cref="Load"/>, then any of the others.
/// </summary>
internal sealed record WorkerRequest
{
    /// <summary>The model to load.</summary>
    public GgufOptions? Load { get; init; }

    /// <summary>A text to write.</summary>
    public Generation? Generate { get; init; }

    /// <summary>The number of a text that nobody wants any more.</summary>
    public long? Cancel { get; init; }
}

/// <summary>A text to write.</summary>
/// <param name="Id">Its number, given by who asks.</param>
/// <param name="Messages">The conversation so far.</param>
/// <param name="Seed">Every random choice follows from it.</param>
internal sealed record Generation(long Id, IReadOnlyList<TemplateMessage> Messages, uint Seed)
{
    /// <summary>0 for the likeliest token always; else what logits are divided by. Default 1.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>Only the likeliest tokens that hold this share; null or 1 for all.</summary>
    public float? TopP { get; init; }

    /// <summary>Only so many of the likeliest tokens; null or 0 for all.</summary>
    public int? TopK { get; init; }

    /// <summary>The most tokens; null for as many as fit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts that end it, and are no part of it.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>
    /// Of how many of the likeliest candidates of each token the confidence is wanted (minus the mean of their log-probabilities); 0 for
    /// none.
    /// </summary>
    public int TopLogprobs { get; init; }
}

/// <summary>What the process says of itself and of the texts, a JSON object a line.</summary>
internal sealed record WorkerReply
{
    /// <summary>The text that this is of; null of the process itself.</summary>
    public long? Id { get; init; }

    /// <summary>The model is loaded.</summary>
    public LoadedFacts? Ready { get; init; }

    /// <summary>True when work at the text begins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Begins { get; init; }

    /// <summary>The next piece of the text.</summary>
    public string? Text { get; init; }

    /// <summary>The confidences of the next tokens, in nats.</summary>
    public float[]? Confidences { get; init; }

    /// <summary>The text is at its end.</summary>
    public WrittenFacts? End { get; init; }

    /// <summary>What went wrong, with the model or with the text; nothing more comes of it.</summary>
    public WorkerFault? Fault { get; init; }
}

/// <summary>A model that is loaded.</summary>
/// <param name="Name">Its name, by its file.</param>
/// <param name="Slots">How many sequences run at once.</param>
/// <param name="Context">Tokens for each.</param>
/// <param name="KeepsSystem">Whether its chat template shows the model a system message.</param>
internal sealed record LoadedFacts(string Name, int Slots, int Context, bool KeepsSystem);

/// <summary>A text that is written.</summary>
/// <param name="IsWhole">False when it was cut off by a limit on tokens.</param>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="CachedTokens">Those of them that were known from another prompt.</param>
/// <param name="Tokens">Tokens written, the one that ends the text included.</param>
internal sealed record WrittenFacts(bool IsWhole, int PromptTokens, int CachedTokens, int Tokens);

/// <summary>What went wrong.</summary>
/// <param name="Cause">The kind of failure.</param>
/// <param name="Message">In words.</param>
internal sealed record WorkerFault(FailureCause Cause, string Message);

/// <summary>How messages are written: absent where null.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerReply))]
internal sealed partial class WorkerJson : JsonSerializerContext;
