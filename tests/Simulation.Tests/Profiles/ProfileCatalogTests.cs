namespace HeavySim.Simulation.Tests;

public sealed class ProfileCatalogTests
{
    public static TheoryData<string> Names => [.. ProfileCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_Embedded_IsValidAndNamedAsItsFile(string name)
    {
        var profile = ProfileCatalog.Load(name);

        Assert.Equal(name, profile.Name);
        Assert.NotEmpty(profile.Description);
        Assert.Equal(profile.IsFit, profile.Claims.Any() && name != "easy-hard");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_Embedded_EveryClaimIsMetOrPending(string name)
    {
        var results = ProfileClaims.Check(ProfileCatalog.Load(name), problems: 4000);

        Assert.All(results, r => Assert.True(r.IsMet != false, $"{r.Claim.Metric}: claimed {r.Claim.Value}, obtained {r.Obtained}"));
        Assert.All(results, r => Assert.Equal(r.Claim.Agents is not null || r.Claim.Plan is not null, r.IsMet is null));
    }

    [Fact]
    public void Names_Nemotron_AtLeastSixRowsFittedInPassAndVote()
    {
        var rows = ProfileCatalog.Names.Where(n => n.StartsWith("nemotron", StringComparison.Ordinal)).Select(ProfileCatalog.Load).ToList();

        Assert.True(rows.Count >= 6);
        Assert.All(rows, r => Assert.Superset(new HashSet<string> { "pass@1", "maj@64" }, r.Claims.Select(c => c.Metric).ToHashSet()));
    }

    [Fact]
    public void Load_Nothing_IsTheDefault() => Assert.Equal(ProfileCatalog.DefaultName, ProfileCatalog.Load("").Name);

    [Fact]
    public void Load_UnknownName_ListsTheKnown()
    {
        var error = Assert.Throws<HeavySimException>(() => ProfileCatalog.Load("gpt-9"));

        Assert.Contains("easy-hard", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingFile_SaysSo() => Assert.Throws<HeavySimException>(() => ProfileCatalog.Load("nowhere/profile.json"));

    [Fact]
    public void Parse_SeveralErrors_NamesEveryOne()
    {
        const string Json = """{"name":"Bad Name","difficulty":{"kind":"beta","zero":2,"alpha":0,"beta":1},"tokens":{"median":-1},"capacity":{"slots":0},"faults":{"hang":1.5},"claims":[{"metric":"best@3","value":0.5,"source":"x"}]}""";

        var error = Assert.Throws<HeavySimException>(() => ProfileCatalog.Parse(Json, "p.json"));

        foreach (var field in (string[])[
            "name", "difficulty.zero", "difficulty.alpha", "tokens.median", "capacity.slots", "faults.hang", "claims[0].metric"])
            Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"x","difficulty":{"kind":"beta","zero":0,"alpha":1,"beta":1},"tokenz":{}}""", "tokenz")]
    [InlineData("""{"name":"x"}""", "difficulty")]
    [InlineData("""{"name":"x","difficulty":null}""", "\"difficulty\" must not be null")]
    [InlineData("""{"name":"x","difficulty":{"kind":"guess"}}""", "\"difficulty\" has no kind \"guess\"")]
    [InlineData("""{"name":"x","difficulty":{"kind":"points","mixture":[]}}""", "mixture")]
    [InlineData("""{"name":"x","difficulty":{"kind":"points"}}""", "ixture")]
    [InlineData("not json", "line 1")]
    [InlineData("null", "null")]
    public void Parse_Malformed_IsRefusedWithTheReason(string json, string reason)
    {
        var error = Assert.Throws<HeavySimException>(() => ProfileCatalog.Parse(json, "p.json"));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("p.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ToJson_Parsed_IsTheSameAgain(string name)
    {
        var json = ProfileCatalog.ToJson(ProfileCatalog.Load(name));

        Assert.Equal(json, ProfileCatalog.ToJson(ProfileCatalog.Parse(json, name)));
    }

    [Fact]
    public void Claims_OfRounds_NameTheirPlanAndChecksAreNotMissed()
    {
        var profile = ProfileCatalog.Load("rsa-qwen3-4b-hmmt25");

        var claim = Assert.Single(profile.Claims, static c => c.Plan is not null);

        Assert.Equal(("rsa:n=16,k=4,steps=10", true, null), (claim.Plan, claim.IsCheck, claim.Agents));
        Assert.True(new ClaimResult(claim, claim.Value + .1).IsMet);
        Assert.False(new ClaimResult(claim with { IsCheck = false }, claim.Value + .1).IsMet);
    }

    [Theory]
    [InlineData("rsa-qwen3-4b")]
    [InlineData("pacore-8b")]
    public void Aggregating_OfTheCheckColumn_IsThatOfTheFittedOne(string stem) =>
        Assert.Equal(ProfileCatalog.Load($"{stem}-aime25").Aggregating, ProfileCatalog.Load($"{stem}-hmmt25").Aggregating);
}
