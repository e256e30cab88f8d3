namespace HeavySim.Verifier.Truth;

/// <summary>
/// Fits <see cref="TruthModel"/> to the problems of a run by expectation and maximisation, golds being used where a problem has one. All
/// parameters have priors, so that eight problems lean on those and eight thousand on what was seen.
/// </summary>
internal sealed class TruthFit
{
    private const int MostRounds = 40;
    private const int FirstRounds = 2;
    private const int TrialRounds = 10;
    private const double FarBehind = 15;
    private const double Tolerance = .03;
    private const double MostLeap = 32;

    // Evidence is believed when it explains what was seen better than evidence that knows nothing would: by so much log-likelihood as
    // two further parameters are penalised with (BIC, Schwarz 1978), less what it is trusted before anything is seen, 20 to 1. Assumed.
    private const double PriorTrust = 3;

    // While a run goes on, nothing is trusted beforehand: evidence is heard once it explains what was seen 55 times better than evidence
    // that knows nothing, and than evidence that is the wrong way round. Assumed; the least at which checkers that find wrong answers
    // better than right ones did no harm to any run of docs/fusion.md.
    private const double EarnedTrust = 4;

    // Votes alone cannot tell a crowd that is right from one that errs together. Where nothing else is believed, members are taken to be
    // right more often than not where a problem is middling, so that of two answers the one with more votes is the more likely one, and
    // only skill can say otherwise; nor that nobody is right. As the prior: least mean ability in logits, most hopeless problems. Assumed.
    private const double LeastTypical = .5;
    private const double MostHopeless = .1;

    // From there a few steps find who agrees with the others; many would find a member that is always right because it is believed to be.
    private const int StepsFromTheVote = 3;

    // The priors, as problems or members seen before any. Assumed.
    private const double PriorProblems = 12;
    private const double PriorMembers = 2;

    private readonly TruthCases _cases;
    private readonly TruthExpectation _expectation;

    private TruthFit(TruthCases cases)
    {
        _cases = cases;
        _expectation = new TruthExpectation(cases);
    }

    /// <summary>The most likely model.</summary>
    /// <param name="problems">What was seen.</param>
    /// <param name="from">A model to begin at, or null (the default) for the prior; trust is given as it says.</param>
    public static TruthModel Fit(IReadOnlyList<TruthProblem> problems, TruthModel? from = null)
    {
        var start = from ?? TruthModel.Prior;
        var cases = new TruthCases(problems);
        if (cases.Count == 0)
            return start;

        // What counted for nothing before is tried again.
        var laws = TruthLaws.Of(cases.Problems, [.. start.Laws.Where(static l => !l.IsBlind)]);
        var model = new TruthFit(cases).Fit(start with { Laws = [.. laws.Select(l => l.Over(cases.Problems))] });
        return model with { Laws = [.. model.Laws.Select(static l => l.Over([]))] };
    }

    private TruthModel Fit(TruthModel start)
    {
        var (model, likelihood) = Climb(start, MostRounds);
        model = Believed(model, likelihood);
        return model.Laws.All(static l => l.IsBlind) && Anchored(model) != model ? FromTheVote(model) : model;
    }

    /// <summary>The model of a crowd that may as well be wrong together: near the vote, members weighed by agreement with it.</summary>
    private TruthModel FromTheVote(TruthModel fitted)
    {
        var model = TruthModel.Prior with { Laws = fitted.Laws, TrustsBeforehand = fitted.TrustsBeforehand };
        for (var step = 0; step < StepsFromTheVote; step++)
            model = Anchored(Step(model).Next);
        return model;
    }

    /// <summary>The model with all evidence blinded that does not tell right from wrong.</summary>
    private TruthModel Believed(TruthModel model, double likelihood)
    {
        var leastGain = Math.Max(Math.Log(_cases.Count) - PriorTrust, model.TrustsBeforehand ? double.NegativeInfinity : EarnedTrust);
        for (var i = 0; i < model.Laws.Count; i++)
        {
            var blind = Climb(With(model, i, model.Laws[i].Blinded()), FirstRounds);
            // What is so much worse will not catch up.
            if (likelihood - blind.LogLikelihood > leastGain + FarBehind)
                continue;

            blind = Climb(blind.Model, TrialRounds);
            if (likelihood - blind.LogLikelihood < leastGain)
                (model, likelihood) = blind;
        }

        if (model.Laws.All(static l => l.IsBlind))
            return model;

        // From the other side: does it explain what was seen better that these checkers take right and wrong for each other?
        var inverted = Climb(model with { Laws = [.. model.Laws.Select(static l => l.Inverted())] }, FirstRounds);
        if (likelihood - inverted.LogLikelihood < FarBehind)
            inverted = Climb(inverted.Model, TrialRounds);
        var leastLead = model.TrustsBeforehand ? -PriorTrust : EarnedTrust;
        if (likelihood - inverted.LogLikelihood < leastLead && inverted.Model.Laws.Any(static l => l.IsInverted))
            model = inverted.Model;

        // Nor does evidence that finds right answers worse: nothing tells whether it, or the vote, has it the wrong way round.
        return model.Laws.Any(static l => l.IsInverted)
            ? Climb(model with { Laws = [.. model.Laws.Select(static l => l.IsInverted ? l.Blinded() : l)] }, MostRounds).Model
            : model;
    }

    private static TruthModel With(TruthModel model, int place, ITruthLaw law) =>
        model with { Laws = [.. model.Laws.Select((l, i) => i == place ? law : l)] };

    /// <summary>
    /// Expectation and maximisation in turn, every third step taken further along the way of the two before it (SQUAREM, Varadhan and
    /// Roland 2008, scheme S3) where that is no worse.
    /// </summary>
    private (TruthModel Model, double LogLikelihood) Climb(TruthModel model, int rounds)
    {
        var (next, likelihood) = Step(model);
        for (var round = 0; round < rounds; round++)
        {
            // next is one step from model, whose likelihood is known.
            var (second, between) = Step(next);
            if (between - likelihood < Tolerance)
                return (next, between);

            var leap = Leap(model, next, second);
            var (after, leapt) = Step(leap);
            (model, next, likelihood) = leapt >= between ? (leap, after, leapt) : Again(second);
        }

        return (model, likelihood);

        (TruthModel, TruthModel, double) Again(TruthModel second)
        {
            var (third, own) = Step(second);
            return (second, third, own);
        }
    }

    /// <summary>Where the way of two steps leads, as far as it seems to go on alike.</summary>
    private static TruthModel Leap(TruthModel first, TruthModel second, TruthModel third)
    {
        var (a, b, c) = (TruthTerms.Of(second), TruthTerms.Of(third), TruthTerms.Of(first));
        if (c.Length != a.Length)
            return third;

        var (steps, bends) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            steps += Math.Pow(a[i] - c[i], 2);
            bends += Math.Pow(b[i] - (2 * a[i]) + c[i], 2);
        }

        var length = -Math.Clamp(Math.Sqrt(steps / Math.Max(bends, 1e-30)), 1, MostLeap);
        return TruthTerms.With(third, [.. c.Select((x, i) => x - (2 * length * (a[i] - x)) + (length * length * (b[i] - (2 * a[i]) + x)))]);
    }

    /// <summary>One step of expectation and maximisation, and the log-likelihood of where it began.</summary>
    private (TruthModel Next, double LogLikelihood) Step(TruthModel model)
    {
        var expected = _expectation.Of(new TruthNodes(model), model.Laws);
        return (Maximised(model, expected), expected.LogLikelihood);
    }

    /// <summary>The model with abilities raised to what votes alone are taken to mean, and no more hopeless problems.</summary>
    private static TruthModel Anchored(TruthModel model)
    {
        var by = Math.Max(0, LeastTypical - model.Typical);
        return by == 0 && model.Hopeless <= MostHopeless
            ? model
            : model with
            {
                Typical = model.Typical + by,
                Abilities = model.Abilities.ToDictionary(static a => a.Key, a => a.Value + by, StringComparer.Ordinal),
                Hopeless = Math.Min(model.Hopeless, MostHopeless),
            };
    }

    /// <summary>The model that explains best what is expected: Newton's step for abilities, the maximum for all else.</summary>
    private TruthModel Maximised(TruthModel model, Expected expected)
    {
        var pull = 1 / (model.AbilitySpread * model.AbilitySpread);
        var abilities = new Dictionary<string, double>(StringComparer.Ordinal);
        var (sum, squares) = (0.0, 0.0);
        for (var m = 0; m < _cases.Members.Count; m++)
        {
            var now = model.Abilities.GetValueOrDefault(_cases.Members[m], model.Typical);
            var step = (expected.Slopes[m] - (pull * (now - model.Typical))) / (expected.Bends[m] + pull);
            abilities[_cases.Members[m]] = now + Math.Clamp(step, -1, 1);
            sum += abilities[_cases.Members[m]];
            squares += 1 / (expected.Bends[m] + pull);
        }

        var typical = sum / abilities.Count;
        squares += abilities.Values.Sum(a => (a - typical) * (a - typical));
        squares += PriorMembers * TruthModel.Prior.AbilitySpread * TruthModel.Prior.AbilitySpread;
        var prior = TruthModel.Prior.DifficultySpread;
        return model with
        {
            Abilities = abilities,
            Typical = typical,
            AbilitySpread = Math.Sqrt(squares / (abilities.Count + PriorMembers)),
            DifficultySpread = Math.Sqrt(
                (expected.DifficultySquare + (PriorProblems * prior * prior))
                    / (_cases.Count - expected.Trivial - expected.Hopeless + PriorProblems)),
            Trivial = (expected.Trivial + (PriorProblems * TruthModel.Prior.Trivial)) / (_cases.Count + PriorProblems),
            Hopeless = (expected.Hopeless + (PriorProblems * TruthModel.Prior.Hopeless)) / (_cases.Count + PriorProblems),
            WrongAnswers = WrongAnswerLaw.Learn(expected.Concentrations),
            Laws = [.. model.Laws.Select(l => l.Learn(_expectation.Truths))],
            Problems = _cases.Count,
        };
    }
}
