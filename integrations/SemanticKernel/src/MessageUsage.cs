using Microsoft.Extensions.AI;

namespace HeavySim.SemanticKernel;

/// <summary>Reads the value of <c>Metadata["Usage"]</c> of a message.</summary>
internal static class MessageUsage
{
    /// <summary>
    /// The usage in either of its shapes: Microsoft.Extensions.AI's, where the model is an <see cref="IChatClient"/>, or OpenAI's
    /// ChatTokenUsage from the OpenAI connectors, whose package is not referenced here, so that it is read by the names of its properties.
    /// Null for any other.
    /// </summary>
    public static UsageDetails? Of(object usage)
    {
        if (usage is UsageDetails details)
            return details;

        var (input, output) = (Count(usage, "InputTokenCount"), Count(usage, "OutputTokenCount"));
        return input is null && output is null
            ? null
            : new UsageDetails
            {
                InputTokenCount = input,
                OutputTokenCount = output,
                TotalTokenCount = Count(usage, "TotalTokenCount") ?? input + output,
            };
    }

    private static long? Count(object usage, string name) => usage.GetType().GetProperty(name)?.GetValue(usage) switch
    {
        int count => count,
        long count => count,
        _ => null,
    };
}
