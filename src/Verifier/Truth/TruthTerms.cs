namespace HeavySim.Verifier.Truth;

/// <summary>The parameters of a model as one row of numbers, each of which may be any, for a fit to move along.</summary>
internal static class TruthTerms
{
    private const double Furthest = 12;
    private const int Common = 7;

    public static double[] Of(TruthModel model) =>
    [
        model.Typical, Math.Log(model.AbilitySpread), Math.Log(model.DifficultySpread),
        model.WrongAnswers.Mean, Math.Log(model.WrongAnswers.Spread),
        Math.Log(model.Trivial / Rest(model)), Math.Log(model.Hopeless / Rest(model)),
        .. model.Abilities.OrderBy(static a => a.Key, StringComparer.Ordinal).Select(static a => a.Value),
        .. model.Laws.SelectMany(static l => l.Terms),
    ];

    /// <summary>The model with other parameters; they are kept within what makes sense.</summary>
    public static TruthModel With(TruthModel model, double[] terms)
    {
        var names = model.Abilities.Keys.Order(StringComparer.Ordinal).ToList();
        var at = Common + names.Count;
        var shares = Softmax.Of([0, Math.Clamp(terms[5], -8, 8), Math.Clamp(terms[6], -8, 8)]);
        var laws = new List<ITruthLaw>();
        foreach (var law in model.Laws)
        {
            laws.Add(law.With(terms.AsSpan(at, law.Terms.Count)));
            at += law.Terms.Count;
        }

        return model with
        {
            Typical = Math.Clamp(terms[0], -Furthest, Furthest),
            AbilitySpread = Math.Exp(Math.Clamp(terms[1], -3, 2)),
            DifficultySpread = Math.Exp(Math.Clamp(terms[2], -3, 2.5)),
            WrongAnswers = new WrongAnswerLaw(Math.Clamp(terms[3], -4, 6), Math.Exp(Math.Clamp(terms[4], Math.Log(.2), 1.5))),
            Trivial = shares[1],
            Hopeless = shares[2],
            Abilities = names
                .Select((name, i) => (name, Math.Clamp(terms[Common + i], -Furthest, Furthest)))
                .ToDictionary(static x => x.name, static x => x.Item2, StringComparer.Ordinal),
            Laws = laws,
        };
    }

    private static double Rest(TruthModel model) => 1 - model.Trivial - model.Hopeless;
}
