using HeavySim.Records.Recorded;

namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Goes through the problems of a run, on all cores, and more than once: what it will need again it holds, where it fits.
/// </summary>
/// <param name="run">The run.</param>
internal sealed class ProblemWalk(RunReader run)
{
    // So many attempts and findings, without their texts, are some 200 MB; a larger run is read again.
    private const int MostHeld = 250_000;

    // Problems worked at together: enough for some cores.
    private const int Batch = 32;

    private List<RecordedProblem>? _held;

    /// <summary>Works at every problem while the next are read, and shows what came of it in their order.</summary>
    /// <param name="work">What is done with a problem, given its place; several at a time.</param>
    /// <param name="see">Is shown what came of it, one after the other.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <param name="isWalkedAgain">True when there will be another walk; false by default.</param>
    /// <exception cref="HeavySimException">The run cannot be read.</exception>
    public async Task EachAsync<T>(
        Func<int, RecordedProblem, Task<IReadOnlyList<T>>> work, Action<T> see, CancellationToken cancellationToken,
        bool isWalkedAgain = false)
    {
        var held = isWalkedAgain ? new List<RecordedProblem>() : null;
        var parts = 0;
        var before = Task.FromResult<(RecordedProblem, IReadOnlyList<T>)[]>([]);
        foreach (var batch in (_held?.Select(static r => (Func<RecordedProblem>)(() => r)) ?? run.Candidates()).Index().Chunk(Batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            See(await before);
            before = WorkAsync(batch);
        }

        See(await before);
        _held = held;

        void See((RecordedProblem Recorded, IReadOnlyList<T> Results)[] worked)
        {
            foreach (var (recorded, results) in worked)
            {
                parts += recorded.Attempts.Count + (recorded.Solution?.Solution.Findings.Count ?? 0);
                held = parts > MostHeld ? null : held;
                held?.Add(recorded);
                foreach (var result in results)
                    see(result);
            }
        }

        async Task<(RecordedProblem, IReadOnlyList<T>)[]> WorkAsync((int Place, Func<RecordedProblem> Read)[] batch)
        {
            var worked = new (RecordedProblem, IReadOnlyList<T>)[batch.Length];
            await Parallel.ForAsync(0, batch.Length, cancellationToken, async (i, _) =>
            {
                var recorded = batch[i].Read();
                worked[i] = (recorded, await work(batch[i].Place, recorded));
            });
            return worked;
        }
    }
}
