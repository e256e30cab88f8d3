namespace HeavySim.Agents.Tests;

public sealed class ListPricesTests
{
    private static readonly TokenPrices Own = new(1, 2);

    [Theory]
    [InlineData("https://api.openai.com/v1", "gpt-4o-mini", 0.15, 0.075, 0.60)]
    [InlineData("api.openai.com", "gpt-4o-mini-2024-07-18", 0.15, 0.075, 0.60)]
    [InlineData("https://api.openai.com/v1", "gpt-4o-2024-05-13", 5.0, null, 15.0)]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai", "models/gemini-2.5-flash", 0.30, 0.03, 2.50)]
    [InlineData("https://api.groq.com/openai/v1", "openai/gpt-oss-20b", 0.075, 0.037, 0.30)]
    [InlineData("https://api.anthropic.com/v1", "claude-haiku-4-5-20251001", 1.0, 0.1, 5.0)]
    public void Model_AtItsProvidersHost_HasTheListPrice(string url, string model, double input, double? cached, double output)
    {
        var prices = Options(url, model).PricesOf(model);

        Assert.Equal(new TokenPrices((decimal)input, (decimal)output) { CachedInputPerMillion = (decimal?)cached }, prices);
        Assert.True(ListPrices.Find(url, model)!.ContextTokens > 1000);
    }

    [Theory]
    [InlineData("http://localhost:8080/v1", "gpt-4o-mini")]
    [InlineData("https://api.example.com/v1", "gpt-4o-mini")]
    [InlineData("https://api.openai.com.example.com/v1", "gpt-4o-mini")]
    [InlineData("https://api.openai.com/v1", "gpt-99")]
    [InlineData("https://api.openai.com/v1", "gpt-4o-mini-search-preview")]
    public void Model_ElsewhereOrUnknown_HasNoPrice(string url, string model) => Assert.Null(Options(url, model).PricesOf(model));

    [Fact]
    public void Prices_OfTheUser_WinOverTheList()
    {
        var options = Options("https://api.openai.com/v1", "gpt-4o");
        var byModel = new Dictionary<string, TokenPrices>(StringComparer.Ordinal) { ["gpt-4o"] = Own };

        Assert.Equal(Own, (options with { Prices = Own }).PricesOf("gpt-4o"));
        Assert.Equal(Own, (options with { ModelPrices = byModel }).PricesOf("gpt-4o"));
        Assert.Equal(new TokenPrices(3, 4), (options with { ModelPrices = byModel, Prices = new TokenPrices(3, 4) }).PricesOf("gpt-4o"));
    }

    [Fact]
    public void Prices_InTheFile_AreReadForModelsAndEndpoints()
    {
        using var document = System.Text.Json.JsonDocument.Parse(
            """
            {
              "prices": { "large": { "inputPerMillion": 1, "outputPerMillion": 2 } },
              "endpoints": {
                "a": { "baseUrl": "http://a", "models": ["large"] },
                "b": { "baseUrl": "http://b", "prices": { "inputPerMillion": 3, "cachedInputPerMillion": 0.3, "outputPerMillion": 4 } }
              }
            }
            """);

        var file = RosterFile.Of(document.RootElement, "heavysim.json");

        Assert.Equal(Own, file.Prices["large"]);
        Assert.Equal(Own, file.Endpoints["a"].PricesOf("large"));
        Assert.Equal(new TokenPrices(3, 4) { CachedInputPerMillion = 0.3m }, file.Endpoints["b"].PricesOf("large"));
    }

    private static EndpointOptions Options(string url, string model) => new() { Name = "e", BaseUrl = url, Models = [model] };
}
