using HeavySim.Ensembles.Endpoints;

namespace HeavySim.Ensembles.Tests;

/// <summary>How endpoints are written on the command line.</summary>
public sealed class EndpointKindTests
{
    [Theory]
    [InlineData("https://h/v1", typeof(HttpEndpoints))]
    [InlineData("responses:https://h/v1", typeof(ResponsesEndpoints))]
    [InlineData("anthropic:claude-opus-4-6", typeof(AnthropicEndpoints))]
    [InlineData("ollama:qwen3:8b", typeof(OllamaEndpoints))]
    [InlineData("cloud", typeof(NamedEndpoints))]
    public void Of_AFormThatIsKnown_IsItsKind(string text, Type kind) => Assert.IsType(kind, EndpointKind.Of(text));

    [Fact]
    public void Of_AFormThatIsNone_SaysWhichThereAre()
    {
        var error = Assert.Throws<HeavySimException>(() => EndpointKind.Of("grpc://h"));

        Assert.Contains(
            "responses:http(s)://host[/v1], anthropic:<model>, ollama:[host:port/]<model>", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sim:")]
    [InlineData("http://localhost:9/v1")]
    public async Task Open_WithThreadsForNoModelFile_IsRefused(string endpoint)
    {
        var error = await Assert.ThrowsAnyAsync<HeavySimException>(
            () => Ensemble.OpenAsync(new EnsembleOptions { Endpoints = [endpoint], Threads = 2 }));

        Assert.Contains("for model files (gguf:)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ollama:qwen3:8b", "http://localhost:11434", "qwen3:8b")]
    [InlineData("ollama:hf.co/someone/model:Q4", "http://localhost:11434", "hf.co/someone/model:Q4")]
    [InlineData("ollama:library/qwen3:8b", "http://localhost:11434", "library/qwen3:8b")]
    [InlineData("ollama:box:11434/qwen3:8b", "http://box:11434", "qwen3:8b")]
    [InlineData("ollama:localhost/qwen3", "http://localhost:11434", "qwen3")]
    [InlineData("ollama:10.0.0.2/library/qwen3", "http://10.0.0.2:11434", "library/qwen3")]
    [InlineData("ollama:box:11434/", "http://box:11434", null)]
    [InlineData("ollama:", "http://localhost:11434", null)]
    public void Ollama_WithAndWithoutItsHost_IsToldApart(string text, string address, string? model) =>
        Assert.Equal((address, model), OllamaEndpoints.Parts(text));

    [Fact]
    public void Responses_WithAKeyInItsAddress_IsRecordedWithoutIt() =>
        Assert.Equal(
            "responses:https://h/v1",
            EndpointKind.Of("responses:https://h/v1?api_key=x").WithoutSecrets("responses:https://h/v1?api_key=x"));

    [Fact]
    public void InOneForm_OfTheSameServer_IsOne()
    {
        Assert.Equal(EndpointKind.InOneForm("responses:https://h"), EndpointKind.InOneForm("responses:https://h/v1/responses"));
        Assert.NotEqual(EndpointKind.InOneForm("https://h/v1"), EndpointKind.InOneForm("responses:https://h/v1"));
    }
}
