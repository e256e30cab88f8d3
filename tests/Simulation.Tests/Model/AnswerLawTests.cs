using System.Globalization;

namespace HeavySim.Simulation.Tests;

public sealed class AnswerLawTests
{
    private const int Problems = 20_000;

    [Theory]
    [InlineData(0, 0.3, 0.9)]
    [InlineData(0, 0.4, 0.6)]
    [InlineData(0.2, 2, 0.5)]
    public void PassAtK_BetaDifficulty_EqualsTheClosedForm(double zero, double alpha, double beta)
    {
        var difficulty = new Difficulty.Beta(zero, alpha, beta);
        var profile = Worlds.Flat(0) with { Difficulty = difficulty };

        foreach (var k in (int[])[1, 2, 8, 32])
        {
            var expected = difficulty.PassAt(k);
            var obtained = ProfileClaims.Obtain(profile, $"pass@{k}", seed: 5, Problems)!.Value;
            // Four standard errors: a true deviation of a point would be seen.
            Assert.Equal(expected, obtained, 4 * Math.Sqrt(expected * (1 - expected) / Problems));
        }
    }

    [Fact]
    public void PassAt_TestVectors_AreThoseOfTheFormula()
    {
        // pass@k = 1 - Γ(β+k)Γ(α+β)/(Γ(β)Γ(α+β+k)) at α = .3, β = .9.
        var difficulty = new Difficulty.Beta(0, 0.3, 0.9);

        Assert.Equal([0.25, 0.352, 0.455, 0.549, 0.63, 0.698], ((int[])[1, 2, 4, 8, 16, 32])
            .Select(k => Math.Round(difficulty.PassAt(k), 3)), new Rounded(2e-3));
    }

    [Fact]
    public void Majority_EasyHardMixture_PeaksAtFiveAndFalls()
    {
        // Chen et al. 2024 (arXiv:2403.02419); the closed form for .6 at .85 and .4 at .4.
        var profile = ProfileCatalog.Load("easy-hard");
        double At(int k) => ProfileClaims.Obtain(profile, $"maj@{k}", seed: 3, 40_000)!.Value;

        var (one, three, five, nine, thirtyOne) = (At(1), At(3), At(5), At(9), At(31));

        Assert.Equal(0.670, one, 0.01);
        Assert.Equal(0.7043, three, 0.01);
        Assert.Equal(0.711, five, 0.01);
        Assert.Equal(0.7032, nine, 0.01);
        Assert.Equal(0.6514, thirtyOne, 0.01);
        Assert.True(five > three && five > nine && nine > thirtyOne);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(0, 0.0)]
    public void VarianceOfVoteShare_CorrelatedMembers_IsWhatEffectiveNumberSays(double modelCorrelation, double expectedShare)
    {
        // n members whose correctness correlates by r count as n/(1+(n-1)r). Members at one Beta(α, β) difficulty have r = 1/(α+β+1).
        const int Members = 16;
        const double Alpha = 1.5, Beta = 1;
        var law = new AnswerLaw(Worlds.Flat(0) with
        {
            Difficulty = new Difficulty.Beta(0, Alpha, Beta),
            ModelCorrelation = modelCorrelation,
        }, 11);
        var shares = new double[Problems];
        for (var i = 0; i < Problems; i++)
        {
            for (var member = 0; member < Members; member++)
            {
                var odds = law.OddsOf(i.ToString(CultureInfo.InvariantCulture), $"model {member}", null, 0);
                var stream = odds.Key.With(member).Open();
                shares[i] += law.Draw(odds, ref stream) == 0 ? 1.0 / Members : 0;
            }
        }

        var mean = shares.Average();
        var variance = shares.Sum(s => (s - mean) * (s - mean)) / (Problems - 1);

        const double P = Alpha / (Alpha + Beta);
        var correlation = expectedShare / (Alpha + Beta + 1);
        var effective = Members / (1 + ((Members - 1) * correlation));
        Assert.Equal(P, mean, 0.01);
        Assert.Equal(P * (1 - P) / effective, variance, 0.06 * P * (1 - P) / effective);
    }

    [Fact]
    public void Draw_ManyTimes_FollowsTheStatedProbabilities()
    {
        var law = new AnswerLaw(Worlds.Flat(0.3), 2);
        var odds = law.OddsOf("p", "", null, 0);
        var counts = new int[13];
        var stream = odds.Key.Open();
        for (var i = 0; i < 100_000; i++)
            counts[law.Draw(odds, ref stream)]++;

        Assert.Equal(1, Enumerable.Range(0, 13).Sum(c => law.ProbabilityOf(odds, c)), 1e-9);
        Assert.All(Enumerable.Range(0, 13), c => Assert.Equal(law.ProbabilityOf(odds, c), counts[c] / 100_000.0, 0.007));
    }

    [Fact]
    public void OddsOf_TwoModels_BothWrongAgreeMoreThanByChance()
    {
        var profile = Worlds.Flat(0.3) with
        {
            WrongAnswers = new WrongAnswers { Classes = 3, AttractorAlpha = 4, AttractorBeta = 2, SharedAttractor = 1, Abstain = 0 },
        };
        var law = new AnswerLaw(profile, 4);
        int same = 0, both = 0;
        for (var i = 0; i < Problems; i++)
        {
            var id = i.ToString(CultureInfo.InvariantCulture);
            var (a, b) = (DrawAs(id, "a"), DrawAs(id, "b"));
            both += a > 0 && b > 0 ? 1 : 0;
            same += a > 0 && a == b ? 1 : 0;
        }

        // Kim et al. 2025: different models that both err on four choices agree about 60 % of the time; chance is a third.
        Assert.Equal(0.57, (double)same / both, 0.05);

        int DrawAs(string id, string model)
        {
            var odds = law.OddsOf(id, model, null, 0);
            var stream = odds.Key.With(model).With("draw").Open();
            return law.Draw(odds, ref stream);
        }
    }

    private sealed class Rounded(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double obj) => 0;
    }
}
