using HeavySim.Programs;

namespace HeavySim.Ensembles;

/// <summary>Opens what runs programs, where a problem set has programs to run.</summary>
internal static class ProgramTesting
{
    /// <returns>
    /// Who runs them; null where there are none, or none can be run: then the second says so in a sentence, for people.
    /// </returns>
    public static async Task<(IProgramExaminer? Programs, string? Refusal)> OpenAsync(
        IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        if (!problems.Any(ProgramExaminer.CanTest))
            return (null, null);

        try
        {
            return (await ProgramExaminer.OpenAsync(cancellationToken), null);
        }
        catch (SandboxException refusal)
        {
            return (null, $"Code problems stay ungraded, as {refusal.Message}.");
        }
    }
}
