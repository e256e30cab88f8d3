using System.Text.Json.Serialization;
using HeavySim.Mathematics;

namespace HeavySim.Simulation;

/// <summary>How the probability that one attempt is right is spread over problems: a closed family, told apart in JSON by "kind".</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Beta), "beta")]
[JsonDerivedType(typeof(Points), "points")]
[JsonDerivedType(typeof(Irt), "irt")]
public abstract record Difficulty
{
    private Difficulty()
    {
    }

    internal abstract IEnumerable<string> Errors();

    /// <summary>The probability as a growing function of a standard normal "ease" of the problem.</summary>
    internal abstract Func<double, double> ToCurve();

    /// <summary>
    /// A share of problems that are never solved, and a Beta distribution over the rest. Then pass@k has a closed form (Chen et al. 2021
    /// with a Beta prior): (1 - Zero)·(1 - B(α, β+k)/B(α, β)).
    /// </summary>
    /// <param name="Zero">Share of problems out of reach, 0..1.</param>
    /// <param name="Alpha">α above 0: the smaller, the more problems are nearly hopeless.</param>
    /// <param name="BetaParameter">β above 0: the smaller, the more problems are nearly certain. "beta" in JSON.</param>
    public sealed record Beta(double Zero, double Alpha, [property: JsonPropertyName("beta")] double BetaParameter) : Difficulty
    {
        /// <summary>pass@k over this distribution, exactly.</summary>
        /// <param name="k">Samples, from 1.</param>
        public double PassAt(int k)
        {
            // B(α, β+k)/B(α, β) is a product of k factors: no gamma function overflows.
            var allWrong = 1.0;
            for (var i = 0; i < k; i++)
                allWrong *= (BetaParameter + i) / (Alpha + BetaParameter + i);

            return (1 - Zero) * (1 - allWrong);
        }

        internal override IEnumerable<string> Errors()
        {
            if (Zero is not (>= 0 and <= 1))
                yield return "difficulty.zero must be in 0..1";
            if (Alpha is not (> 0 and < 1e6))
                yield return "difficulty.alpha must be above 0 (and below 1e6)";
            if (BetaParameter is not (> 0 and < 1e6))
                yield return "difficulty.beta must be above 0 (and below 1e6)";
        }

        internal override Func<double, double> ToCurve() => new BetaQuantile(Alpha, BetaParameter, Zero).At;
    }

    /// <summary>A mixture of few kinds of problems: "60 % easy at .85, 40 % hard at .4".</summary>
    /// <param name="Mixture">The kinds; weights need not sum to 1.</param>
    public sealed record Points(IReadOnlyList<DifficultyPoint> Mixture) : Difficulty
    {
        internal override IEnumerable<string> Errors()
        {
            if (Mixture is null or { Count: 0 })
            {
                yield return "difficulty.mixture needs at least one point";
                yield break;
            }

            for (var i = 0; i < Mixture.Count; i++)
            {
                if (Mixture[i].Probability is not (>= 0 and <= 1))
                    yield return $"difficulty.mixture[{i}].probability must be in 0..1";
                if (Mixture[i].Weight is not (> 0 and < 1e9))
                    yield return $"difficulty.mixture[{i}].weight must be above 0";
            }
        }

        internal override Func<double, double> ToCurve()
        {
            var sorted = Mixture.OrderBy(static p => p.Probability).ToArray();
            var total = sorted.Sum(static p => p.Weight);
            return ease =>
            {
                var rest = Normal.Cdf(ease) * total;
                foreach (var point in sorted)
                {
                    rest -= point.Weight;
                    if (rest < 0)
                        return point.Probability;
                }

                return sorted[^1].Probability;
            };
        }
    }

    /// <summary>
    /// Item response theory, two parameters (Birnbaum 1968): p = σ(Discrimination·(Ability - b)), b normal over problems.
    /// </summary>
    /// <param name="Ability">θ of the model.</param>
    /// <param name="Mean">Mean of b.</param>
    /// <param name="Spread">Standard deviation of b, 0 or more.</param>
    /// <param name="Discrimination">a, above 0.</param>
    public sealed record Irt(double Ability, double Mean, double Spread, double Discrimination) : Difficulty
    {
        internal override IEnumerable<string> Errors()
        {
            if (!double.IsFinite(Ability) || !double.IsFinite(Mean))
                yield return "difficulty.ability and difficulty.mean must be finite numbers";
            if (Spread is not (>= 0 and < 1e3))
                yield return "difficulty.spread must be 0 or more";
            if (Discrimination is not (> 0 and < 1e3))
                yield return "difficulty.discrimination must be above 0";
        }

        internal override Func<double, double> ToCurve() =>
            ease => LogOdds.ToProbability(Discrimination * (Ability - Mean + (Spread * ease)));
    }
}
