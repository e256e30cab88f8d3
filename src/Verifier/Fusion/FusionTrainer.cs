namespace HeavySim.Verifier;

/// <summary>Learns how to fuse a panel's answers from graded problems.</summary>
/// <remarks>
/// Two conditional logits over each problem's distinct answers, one that knows members by their own weights and one that also knows how
/// able they are, averaged. Priors are centred on the plain vote; their strengths are chosen inside the folds of a nested cross-validation,
/// so every figure of the report is honest. Where the data do not support the logits, the model falls back to the better of vote and best
/// member.
/// </remarks>
internal static class FusionTrainer
{
    /// <summary>The least number of graded problems fusion is learned from.</summary>
    public const int MinProblems = 20;

    /// <summary>Learns.</summary>
    /// <param name="problems">Graded problems, those nobody answered included: they count in every accuracy.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Cancels it, between folds.</param>
    /// <exception cref="HeavySimException">
    /// There are fewer than <see cref="MinProblems"/> problems, no answer at all, or an option is out of range.
    /// </exception>
    public static FusionModel Train(
        IReadOnlyList<FusionProblem> problems, FusionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FusionOptions();
        options.Validate();
        if (problems.Count < MinProblems)
            throw new HeavySimException(
                $"Fusion needs at least {MinProblems} graded problems to learn from, and there are {problems.Count}. Run more problems "
                    + "that have a gold answer.");
        if (problems.All(static p => p.Answers.Count == 0))
            throw new HeavySimException("Fusion has nothing to learn from: no member answered any graded problem.");

        var key = RandomKey.Of(options.Seed).With("fusion");
        var tally = new FoldTally();
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            var outer = key.With(repeat);
            var fold = 0;
            foreach (var (train, test, _) in Folds.Of(problems, options.Folds, outer.With("outer")))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var fit = NestedFit.Of(train, options, outer.With("inner").With(fold++));
                foreach (var problem in test)
                    tally.Add(problem, fit);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        var final = NestedFit.Of(problems, options, key.With("final"));
        var method = tally.Decide(options.Repeats);
        var calibration = Calibration.Fit(tally.Outcomes(method));
        return new FusionModel
        {
            Method = method,
            BestMember = final.BestMember,
            Members = final.Members,
            Logits = final.ToLogits(options.PriorStrengths),
            Calibration = calibration,
            Report = tally.ToReport(problems, final.Members.Count, options, method, calibration),
        };
    }
}
