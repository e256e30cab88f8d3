using System.Text.Json;

namespace HeavySim.Simulation;

/// <summary>A line of the <see cref="FaultTable"/>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="RateIn">Reads its rate.</param>
/// <param name="SetRate">Writes its rate.</param>
/// <param name="Draw">Draws one.</param>
internal sealed record FaultRow(
    FaultKind Kind, Func<FaultRates, double> RateIn, Action<FaultRates, double> SetRate, FaultTable.Drawing Draw)
{
    /// <summary>The name as a profile writes it.</summary>
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(Kind.ToString());
}
