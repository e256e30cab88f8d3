namespace HeavySim.Simulation;

/// <summary>Adds faults to chat clients.</summary>
internal static class FaultyChatClientExtensions
{
    /// <summary>The client with faults at these rates, or the client itself when there are none.</summary>
    /// <param name="client">The client that works.</param>
    /// <param name="rates">How often each kind strikes.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="clock">The clock of the client's endpoint.</param>
    /// <exception cref="ArgumentException">The rates have errors.</exception>
    public static IChatClient WithFaults(this IChatClient client, FaultRates rates, long seed, TimeProvider clock)
    {
        var plan = new FaultPlan(rates, seed);
        return plan.IsActive ? new FaultyChatClient(client, plan, clock) : client;
    }
}
