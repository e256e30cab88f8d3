namespace HeavySim.Statistics.Comparing;

/// <summary>One point of a simultaneous band.</summary>
/// <param name="K">Samples drawn per problem.</param>
/// <param name="Value">The mean over problems.</param>
/// <param name="Low">The lower edge.</param>
/// <param name="High">The upper edge.</param>
public sealed record BandPoint(int K, double Value, double Low, double High);
