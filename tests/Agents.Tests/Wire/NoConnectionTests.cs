using System.Security.Authentication;

namespace HeavySim.Agents.Tests;

/// <summary>What is said where no connection comes about.</summary>
public sealed class NoConnectionTests
{
    [Fact]
    public async Task Handshake_ThatFailsDeepInside_SaysWhy()
    {
        var failure = await FailAsync("https://host/v1", new HttpRequestException(
            "see inner exception", new IOException("middle", new AuthenticationException("The remote certificate is invalid"))));

        Assert.Contains("TLS: The remote certificate is invalid", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("inner exception", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://host/v1", true)]
    [InlineData("http://host/v1", false)]
    public async Task Connection_ThatComesNotInTime_SaysThatPlainServersAreWrittenOtherwise(string url, bool isHinted)
    {
        var failure = await FailAsync(url, new TaskCanceledException("The operation was canceled."));

        Assert.Contains("came about in time", failure.Message, StringComparison.Ordinal);
        Assert.Equal(isHinted, failure.Message.Contains("begins with http://", StringComparison.Ordinal));
    }

    private static async Task<ModelCallException> FailAsync(string url, Exception thrown)
    {
        using var handler = new VerbatimHandler(() => throw thrown);
        using var client = Wire.Client(handler, url);
        return await Assert.ThrowsAsync<ModelCallException>(() => Wire.StreamAsync(client));
    }
}
