using System.Runtime.ExceptionServices;

namespace HeavySim.Ensembles.Runs;

/// <summary>Virtual worlds on all cores: threads of their own, not the solve path, as each pumps its own clock.</summary>
internal static class ParallelWorlds
{
    /// <summary>
    /// Runs the body for every item. What one world throws leaves as it is: a failure before its mere consequences, the cancellations.
    /// </summary>
    public static void ForEach<T>(IEnumerable<T> items, Action<T> body, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.ForEach(
                items, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
                body);
        }
        catch (AggregateException errors)
        {
            var flat = errors.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(flat.FirstOrDefault(static e => e is not OperationCanceledException) ?? flat[0]);
        }
    }
}
