using System.Text.Json;

namespace HeavySim.Agents.Tests;

public sealed class RosterFileTests
{
    [Fact]
    public void Parse_EverythingThereIs_IsRead()
    {
        var file = Parse(
            """
            {
              // comments are allowed
              "endpoints": {
                "local": { "baseUrl": "http://localhost:8080", "model": "qwen", "maxConcurrency": 4 },
                "cloud": {
                  "baseUrl": "https://api.example.com/v1", "models": ["a", "b"], "apiKeyEnv": "EXAMPLE_KEY", "rpm": 500, "tpm": 200000, "maxRetries": 2,
                  "maxOutputTokens": 4096, "headers": { "X-Title": "HeavySim" }, "prices": { "inputPerMillion": 0.15, "outputPerMillion": 0.6 },
                  "timeouts": { "totalSeconds": 300, "idleSeconds": 20, "firstTokenSeconds": 60, "patienceSeconds": 90 }
                }
              },
              "roster": [ { "endpoint": "cloud", "model": "a", "strategy": "direct", "temperature": 0.3, "count": 3 }, { "endpoint": "local" } ],
              "store": "elsewhere.db",
            }
            """,
            "heavysim.json");

        var cloud = file.Endpoints["cloud"];
        Assert.Equal(["a", "b"], cloud.Models);
        Assert.Equal(("EXAMPLE_KEY", 4096), (cloud.ApiKeyEnv, cloud.MaxOutputTokens));
        Assert.Equal(new TokenPrices(0.15m, 0.6m), cloud.Prices);
        Assert.Equal("HeavySim", cloud.Headers["X-Title"]);
        Assert.Equal(
            new ResilienceOptions
            {
                RequestsPerMinute = 500,
                TokensPerMinute = 200_000,
                MaxRetries = 2,
                TotalTimeout = TimeSpan.FromSeconds(300),
                IdleTimeout = TimeSpan.FromSeconds(20),
                FirstTokenTimeout = TimeSpan.FromSeconds(60),
                Patience = TimeSpan.FromSeconds(90),
            },
            cloud.Resilience);
        Assert.Equal(4, file.Endpoints["local"].Resilience.MaxConcurrency);
        Assert.Equal([
            new RosterEntry { Endpoint = "cloud", Model = "a", Strategy = "direct", Temperature = 0.3, Count = 3 },
            new RosterEntry { Endpoint = "local" }], file.Roster);
    }

    [Theory]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://h","apiKey":"SECRETVALUE"}}}""", "apiKeyEnv")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://h","api_key":"SECRETVALUE"}}}""", "apiKeyEnv")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://h","token":"SECRETVALUE"}}}""", "apiKeyEnv")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://h","headers":{"Authorization":"Bearer SECRETVALUE"}}}}""", "apiKeyEnv")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://h","headers":{"x-api-key":"SECRETVALUE"}}}}""", "apiKeyEnv")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://h","apiKeyEnv":"sk-SECRETVALUE"}}}""", "apiKeyEnv")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://h/v1?api_key=SECRETVALUE"}}}""", "apiKeyEnv")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://me:SECRETVALUE@h/v1"}}}""", "environment variable")]
    public void Parse_KeyInTheFile_IsRefusedAndNotShown(string json, string advice)
    {
        var error = Assert.Throws<HeavySimException>(() => Parse(json, "heavysim.json"));

        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        Assert.Contains("heavysim.json", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETVALUE", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"endpoints":{"x":{}}}""", "endpoints.x needs a 'baseUrl'")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://h","rmp":5}}}""", "endpoints.x.rmp is not known")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"http://h","rpm":"many"}}}""", "endpoints.x.rpm must be a whole number")]
    [InlineData("""{"endpoints":{"x":{"baseUrl":"ftp://h"}}}""", "no endpoint address")]
    [InlineData("""{"endpoints":{"x":{"file":"m.gguf","baseUrl":"http://h"}}}""", "endpoints.x.baseUrl is not known of a model file")]
    [InlineData("""{"endpoints":{"x":{"file":""}}}""", "endpoints.x.file must name a model file")]
    [InlineData("""{"endpoints":{"x":{"file":"m.gguf"},"X":{"baseUrl":"http://h"}}}""", "endpoints.X is there twice")]
    [InlineData("""{"roster":[{"endpoint":"x"},{"model":"m"}]}""", "roster[1] needs an 'endpoint'")]
    [InlineData("""{"roster":[{"endpoint":"x","count":33}]}""", "roster[0].count must be a whole number from 1 to 32")]
    [InlineData("""{"roster":[{"endpoint":"x","strategy":"guess"}]}""", "strategy 'guess'")]
    [InlineData("[]", "must be an object")]
    public void Parse_Mistake_IsNamedWithItsPlace(string json, string expected)
    {
        var error = Assert.Throws<HeavySimException>(() => Parse(json, "heavysim.json"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ModelFile_IsSeenFromTheConfigurationsFolder()
    {
        var file = Parse(
            """{"endpoints":{"tiny":{"file":"m/x.gguf","template":"plain","threads":2,"maxConcurrency":8,"maxOutputTokens":300}}}""",
            "/models/heavysim.json");

        Assert.Empty(file.Endpoints);
        Assert.Equal(
            new ModelFile("/models/m/x.gguf") { Template = "plain", Threads = 2, MaxConcurrency = 8, MaxOutputTokens = 300 },
            file.ModelFiles["TINY"]);
    }

    [Fact]
    public void Connect_KeyNotInTheEnvironment_SaysWhichVariable()
    {
        var options = new EndpointOptions { Name = "x", BaseUrl = "http://h", ApiKeyEnv = "HEAVYSIM_TEST_NOT_SET" };

        var error = Assert.Throws<HeavySimException>(() => Endpoint.Connect(options, TimeProvider.System, 1));

        Assert.Contains("HEAVYSIM_TEST_NOT_SET", error.Message, StringComparison.Ordinal);
    }

    private static RosterFile Parse(string json, string path)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
        });
        return RosterFile.Of(document.RootElement, path);
    }
}
