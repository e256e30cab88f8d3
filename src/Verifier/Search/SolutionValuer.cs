namespace HeavySim.Verifier;

/// <summary>Values whole solutions by a verdict each: how likely the judge says the answer is right.</summary>
internal sealed class SolutionValuer : ISolutionValuer
{
    private readonly CrossCheckOptions _options;
    private readonly VerdictCheck _check;

    /// <summary>Creates the valuer.</summary>
    /// <param name="options">Who judges, and within which limits.</param>
    /// <exception cref="HeavySimException">There is nobody to judge, or a limit is out of range.</exception>
    public SolutionValuer(CrossCheckOptions options)
    {
        options.ValidateForTree("solutions");
        _options = options;
        _check = VerdictCheck.OfSolutions(checkersPerAnswer: 1, options);
    }

    public async Task<Valuation> ValueAsync(Problem problem, Attempt attempt, int judge, long seed, CancellationToken cancellationToken)
    {
        var answer = attempt.Answer ?? throw new ArgumentException("There is no answer to value.", nameof(attempt));
        var others = _options.Checkers.Where(c => c.Card.Index != attempt.Agent.Index).ToList();
        var judges = others.Count > 0 ? others : _options.Checkers;
        var key = RandomKey.Of(seed).With(problem.Id).With("value").With(attempt.Agent.Index).With(attempt.Sample);
        var exhibit = new Exhibit(answer.Key, answer.Text, Exhibit.Shorten(attempt.Text, _options.MaxSolutionLength));
        var verdict = await _check.JudgeAsync(problem, exhibit, judges[judge % judges.Count], key, cancellationToken);
        return new Valuation(verdict.RightProbability(), verdict.Usage, verdict.Problem);
    }
}
