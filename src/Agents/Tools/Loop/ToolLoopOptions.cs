using System.ComponentModel.DataAnnotations;

namespace HeavySim.Agents.Tools;

/// <summary>The limits of one <see cref="ToolLoopChatClient"/>.</summary>
public sealed record ToolLoopOptions
{
    /// <summary>
    /// Model turns that may call tools, 1..64; one more turn without tools follows when the last of them still calls. Default 8.
    /// </summary>
    public int MaximumRounds { get; init; } = 8;

    /// <summary>Calls run in one turn, 1..128; the model is told of those beyond. Default 16.</summary>
    public int MaximumCallsPerRound { get; init; } = 16;

    /// <summary>How long one call may take, over zero. Default 30 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a called-off tool is waited for before it is left behind. Default 2 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Characters of a result that reach the model, 200..1,000,000; the rest is cut and the cut is said. Default 16,000.</summary>
    public int MaximumResultLength { get; init; } = 16_000;

    /// <summary>How tools are offered first. Default <see cref="ToolAccess.Native"/>.</summary>
    public ToolAccess Preferred { get; init; } = ToolAccess.Native;

    /// <summary>How tools are offered where the endpoint refuses them: text (the default) or none.</summary>
    public ToolAccess Fallback { get; init; } = ToolAccess.Text;

    /// <summary>Checks every range at once.</summary>
    /// <exception cref="ValidationException">A value is out of range; the message names every such value.</exception>
    internal ToolLoopOptions Validated()
    {
        var errors = new List<string>();
        if (MaximumRounds is < 1 or > 64)
            errors.Add($"MaximumRounds must be 1..64 and is {MaximumRounds}");
        if (MaximumCallsPerRound is < 1 or > 128)
            errors.Add($"MaximumCallsPerRound must be 1..128 and is {MaximumCallsPerRound}");
        if (CallTimeout <= TimeSpan.Zero)
            errors.Add($"CallTimeout must be over zero and is {CallTimeout}");
        if (Grace < TimeSpan.Zero)
            errors.Add($"Grace must not be negative and is {Grace}");
        if (MaximumResultLength is < 200 or > 1_000_000)
            errors.Add($"MaximumResultLength must be 200..1,000,000 and is {MaximumResultLength}");
        if (Fallback == ToolAccess.Native)
            errors.Add("Fallback must be Text or None: it is what follows when Native is refused");

        return errors.Count == 0 ? this : throw new ValidationException(string.Join("; ", errors) + ".");
    }
}
