namespace HeavySim.Ensembles;

/// <summary>Options of an ensemble are wrong: every fault, with the option it is about.</summary>
public sealed class EnsembleOptionsException : HeavySimException
{
    internal EnsembleOptionsException(IReadOnlyList<EnsembleFault> faults)
        : base(string.Join(Environment.NewLine, faults.Select(static f => $"{f.Option} {f.Fault}"))) => Faults = faults;

    internal EnsembleOptionsException(string option, string fault)
        : this([new EnsembleFault(option, fault)])
    {
    }

    /// <summary>What is wrong, in the order of the options.</summary>
    public IReadOnlyList<EnsembleFault> Faults { get; }
}
