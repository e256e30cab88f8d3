namespace HeavySim.Core;

/// <summary>The output tokens that the checks of one problem are paid from, call by call. Safe to use concurrently.</summary>
internal interface ICheckBudget
{
    /// <summary>Sets aside what a call may take; it never waits.</summary>
    /// <param name="method">The kind of call, as in <see cref="Finding.Method"/>.</param>
    /// <returns>What it may take, to be disposed of when the call has ended; null when the call is not to be made, which may be
    /// different once another call has ended.</returns>
    CheckAllowance? Reserve(string method);
}
