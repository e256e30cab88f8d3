namespace HeavySim.Agents.Tests;

public sealed class EndpointAddressTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.openai.com/v1/chat/completions/", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.deepseek.com", "https://api.deepseek.com/v1/chat/completions", "https://api.deepseek.com/chat/completions")]
    [InlineData("http://localhost:8080/", "http://localhost:8080/v1/chat/completions", "http://localhost:8080/chat/completions")]
    [InlineData("localhost:8080", "http://localhost:8080/v1/chat/completions", "http://localhost:8080/chat/completions")]
    [InlineData("127.0.0.1:1/v1", "http://127.0.0.1:1/v1/chat/completions")]
    [InlineData("api.x.ai/v1", "https://api.x.ai/v1/chat/completions")]
    [InlineData("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1/chat/completions")]
    [InlineData("https://api.groq.com/openai/v1", "https://api.groq.com/openai/v1/chat/completions")]
    [InlineData(
        "https://generativelanguage.googleapis.com/v1beta/openai/",
        "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions")]
    [InlineData(
        "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21",
        "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21")]
    [InlineData(
        "https://x.openai.azure.com/openai/deployments/d?api-version=2024-10-21",
        "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21")]
    [InlineData("https://x.openai.azure.com/openai/v1/", "https://x.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("https://x.openai.azure.com", "https://x.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("http://proxy/v1?tenant=a", "http://proxy/v1/chat/completions?tenant=a")]
    public void Parse_EveryForm_GivesTheCandidates(string text, params string[] expected)
    {
        var address = EndpointAddress.Parse(text);

        Assert.Equal(expected, address.Candidates.Select(uri => uri.ToString()));
    }

    [Fact]
    public void Display_HasNeitherQueryNorPath()
    {
        Assert.Equal("http://proxy/v1", EndpointAddress.Parse("http://proxy/v1?key=secret").Display);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://host/v1")]
    [InlineData("http://")]
    [InlineData("http://user:password@host/v1")]
    public void Parse_NoAddress_IsRefused(string text)
    {
        var error = Assert.Throws<HeavySimException>(() => EndpointAddress.Parse(text));

        Assert.DoesNotContain("password@", error.Message, StringComparison.Ordinal);
    }
}
