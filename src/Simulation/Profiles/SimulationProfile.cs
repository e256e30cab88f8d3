namespace HeavySim.Simulation;

/// <summary>
/// A model and its endpoint as the simulated world plays them. Every part has defaults; a profile file names only what differs. The
/// fields are documented in docs/simulation.md.
/// </summary>
/// <remarks>
/// A wire type: its optional members have setters because source-generated JSON gives an init-only member that a file leaves out the
/// default of its type and not the one written here. Do not change a profile once it is in use.
/// </remarks>
public sealed record SimulationProfile
{
    /// <summary>The profile's name: lower-case letters, digits, dots and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it stands for, in a sentence.</summary>
    public string Description { get; set; } = "";

    /// <summary>True when its numbers were fitted to published figures: a fit is not a prediction.</summary>
    public bool IsFit { get; set; }

    /// <summary>How hard problems are for it.</summary>
    public required Difficulty Difficulty { get; init; }

    /// <summary>
    /// How alike different models find the same problem: correlation of the Gaussian copula between their eases, 0..1, default 0.7.
    /// Attempts of one model at one problem are independent given the problem; their correlation comes from difficulty alone.
    /// </summary>
    public double ModelCorrelation { get; set; } = 0.7;

    /// <summary>Models of different strength behind one endpoint: name and logits above or below the profile's own.</summary>
    public IReadOnlyDictionary<string, double> Models { get; set; } = NoModels;

    /// <summary>What it says when wrong.</summary>
    public WrongAnswers WrongAnswers { get; set; } = new();

    /// <summary>How well it judges.</summary>
    public CheckerAbility Checker { get; set; } = new();

    /// <summary>What it does with others' solutions.</summary>
    public Revising Revising { get; set; } = new();

    /// <summary>What it makes of earlier attempts, in rounds.</summary>
    public Aggregating Aggregating { get; set; } = new();

    /// <summary>How it works in steps.</summary>
    public Searching Searching { get; set; } = new();

    /// <summary>Logits by which tools raise its chance on a problem; default 0.5.</summary>
    public double ToolGain { get; set; } = 0.5;

    /// <summary>How long its replies are.</summary>
    public TokenLengths Tokens { get; set; } = new();

    /// <summary>How sure it is of its tokens, where log-probabilities are asked for.</summary>
    public Logprobs Logprobs { get; set; } = new();

    /// <summary>What it is like without thinking.</summary>
    public FastMode Fast { get; set; } = new();

    /// <summary>How fast it is.</summary>
    public Speed Speed { get; set; } = new();

    /// <summary>What it costs, or null when that is not known.</summary>
    public Prices? Prices { get; set; }

    /// <summary>What its endpoint can carry.</summary>
    public Capacity Capacity { get; set; } = Capacity.Unlimited;

    /// <summary>How its endpoint fails.</summary>
    public FaultRates Faults { get; set; } = FaultRates.None;

    /// <summary>Published figures it reproduces.</summary>
    public IReadOnlyList<ProfileClaim> Claims { get; set; } = [];

    private static readonly IReadOnlyDictionary<string, double> NoModels = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>What is wrong with this profile, each error by the name of its field; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        if (string.IsNullOrWhiteSpace(Name) || !Name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'))
            errors.Add("name must be made of lower-case letters, digits, dots and hyphens");
        if (ModelCorrelation is not (>= 0 and <= 1))
            errors.Add("modelCorrelation must be in 0..1");
        if (!double.IsFinite(ToolGain))
            errors.Add("toolGain must be a finite number");
        errors.AddRange(Models.Where(static m => !double.IsFinite(m.Value)).Select(static m => $"models.{m.Key} must be a finite number"));
        errors.AddRange(Difficulty.Errors());
        errors.AddRange(WrongAnswers.Errors());
        errors.AddRange(Checker.Errors());
        errors.AddRange(Revising.Errors());
        errors.AddRange(Aggregating.Errors());
        errors.AddRange(Searching.Errors());
        errors.AddRange(Tokens.Errors());
        errors.AddRange(Logprobs.Errors());
        errors.AddRange(Fast.Errors());
        errors.AddRange(Speed.Errors());
        errors.AddRange(Prices?.Errors() ?? []);
        errors.AddRange(Capacity.Errors());
        errors.AddRange(Faults.Errors());
        for (var i = 0; i < Claims.Count; i++)
        {
            if (!ClaimMetric.TryParse(Claims[i].Metric, out _))
                errors.Add($"claims[{i}].metric must be pass@k, maj@k, listwise@k, deepconf@k, deepconf-saved@k, heavy@k or rounds@plan");
            if (Claims[i].Value is not (>= 0 and <= 1) || Claims[i].Tolerance is not (>= 0 and <= 1))
                errors.Add($"claims[{i}].value and tolerance must be in 0..1");
        }

        return errors;
    }
}
