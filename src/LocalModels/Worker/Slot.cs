using LLama.Native;

namespace HeavySim.LocalModels;

/// <summary>A place for a sequence, and what the model remembers there.</summary>
/// <param name="id">Its number in the model's memory.</param>
internal sealed class Slot(int id)
{
    /// <summary>Its number in the model's memory.</summary>
    public LLamaSeqId Id { get; } = (LLamaSeqId)id;

    /// <summary>The tokens that the model has seen there, in order.</summary>
    public List<LLamaToken> Seen { get; } = [];

    /// <summary>Who has the place; null while it is free.</summary>
    public Sequence? Sequence { get; set; }

    /// <summary>When it was last used, by the number of a batch.</summary>
    public long UsedAt { get; set; }

    /// <summary>True while the model has not seen the whole prompt.</summary>
    public bool IsReading => Sequence is { Next: null };

    /// <summary>How many of a prompt's tokens the model has seen here; never all, as the last one brings what comes next.</summary>
    public int Knows(LLamaToken[] prompt) => Common(prompt, Seen.Count, i => Seen[i]);

    /// <summary>How many of them it will have seen once it has read the prompt that it reads now.</summary>
    public int WillKnow(LLamaToken[] prompt) => !IsReading ? 0 : Common(prompt, Sequence!.Prompt.Length, i => Sequence.Prompt[i]);

    private static int Common(LLamaToken[] prompt, int count, Func<int, LLamaToken> at)
    {
        var most = Math.Min(prompt.Length - 1, count);
        for (var i = 0; i < most; i++)
        {
            if (at(i) != prompt[i])
                return i;
        }

        return most;
    }
}
