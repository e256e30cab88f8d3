namespace HeavySim.Core;

/// <summary>
/// Output tokens that are set aside for one call. Disposed of when the call has ended: what it did not take is given back, and all of it
/// where the call was cancelled.
/// </summary>
/// <param name="mostTokens">Most output tokens of the call, 1 or more.</param>
/// <param name="settle">Hears once what the call took; null where it was cancelled.</param>
internal sealed class CheckAllowance(int mostTokens, Action<Usage?> settle) : IDisposable
{
    private Usage? _took;

    /// <summary>Most output tokens of the call.</summary>
    public int MostTokens => mostTokens;

    /// <summary>Tells what the call took.</summary>
    public void Took(Usage usage) => _took = usage;

    /// <summary>Settles; to be called once.</summary>
    public void Dispose() => settle(_took);
}
