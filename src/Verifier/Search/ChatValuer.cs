namespace HeavySim.Verifier;

/// <summary>
/// Values partial solutions by asking the agents in their role as checkers (Tree of Thoughts, Yao et al. 2023, arXiv:2305.10601).
/// </summary>
internal sealed class ChatValuer : INodeValuer
{
    private const string Instructions =
        "Above are a problem and the first steps of a solution, which is not finished. Judge how likely these steps lead to the right "
            + "answer: look for errors in them, and at what is left to do. "
        + "Think briefly. Then end with two lines: \"Value: V\", where V is that probability from 0.00 to 1.00, and \"Judgement: sure\", "
        + "\"Judgement: likely\" or \"Judgement: impossible\".";

    private readonly CrossCheckOptions _options;

    /// <summary>Creates the valuer.</summary>
    /// <param name="options">Who judges, and within which limits.</param>
    /// <exception cref="HeavySimException">There is nobody to judge, or a limit is out of range.</exception>
    public ChatValuer(CrossCheckOptions options)
    {
        options.ValidateForTree("partial solutions");
        _options = options;
    }

    public async Task<Valuation> ValueAsync(
        Problem problem, PartialSolution partial, int judge, long seed, CancellationToken cancellationToken)
    {
        var checker = _options.Checkers[judge % _options.Checkers.Count];
        var key = RandomKey.Of(seed).With(problem.Id).With(checker.Card.Index).With("value").With(partial.Path);
        var prompt = new CheckPrompt(ModelTask.Value, Instructions, key).Quote(problem).QuotePartial(partial.Text);
        var reply = await CheckerCall.AskAsync(checker, prompt, key, _options, cancellationToken);
        if (reply.Problem is { } failure)
            return new Valuation(null, reply.Usage, failure);

        var value = StatedValue.Read(reply.Text);
        return new Valuation(value, reply.Usage, value is null ? "no value was found in the reply" : null);
    }
}
