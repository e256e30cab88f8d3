namespace HeavySim.Agents.Tests;

public sealed class RetryAfterReaderTests
{
    private static readonly DateTimeOffset Now = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.25, "retry-after-ms=250", "Retry-After=9")]
    [InlineData(0.5, "x-ms-retry-after-ms=500", "Retry-After=9")]
    [InlineData(9.0, "retry-after-ms=soon", "Retry-After=9")]
    [InlineData(9.0, "Retry-After=9")]
    [InlineData(1.5, "Retry-After=1.5")]
    [InlineData(null, "Retry-After=0")]
    [InlineData(null, "retry-after-ms=0")]
    [InlineData(null, "x-ms-retry-after-ms=-5")]
    [InlineData(7.0, "retry-after-ms=0", "Retry-After=7")]
    [InlineData(30.0, "Retry-After=Wed, 01 Jan 2025 12:00:30 GMT")]
    [InlineData(null, "Retry-After=Wed, 01 Jan 2025 11:00:00 GMT")]
    [InlineData(43200.0, "X-RateLimit-Remaining=0", "X-RateLimit-Reset=1735776000000")]
    [InlineData(3600.0, "X-RateLimit-Reset=1735736400")]
    [InlineData(30.0, "anthropic-ratelimit-requests-remaining=0", "anthropic-ratelimit-requests-reset=2025-01-01T12:00:30Z")]
    [InlineData(43200.0, "x-ratelimit-remaining-requests-day=0", "x-ratelimit-reset-requests-day=43200")]
    [InlineData(null, "x-ratelimit-remaining-requests=9", "x-ratelimit-reset-requests=43200")]
    [InlineData(null, "X-RateLimit-Reset=0")]
    [InlineData(null, "X-RateLimit-Reset=soon")]
    [InlineData(null, "X-RateLimit-Reset=1735700000")]
    [InlineData(null, "Retry-After=later")]
    [InlineData(null, "Retry-After=-1")]
    [InlineData(null, "Retry-After=NaN")]
    [InlineData(null, "Retry-After=")]
    [InlineData(604800.0, "Retry-After=1e300")]
    [InlineData(0.012, "x-ratelimit-remaining-requests=0", "x-ratelimit-reset-requests=12ms")]
    [InlineData(
        360.0, "x-ratelimit-remaining-tokens=0", "x-ratelimit-reset-tokens=6m0s", "x-ratelimit-remaining-requests=5",
        "x-ratelimit-reset-requests=1h")]
    [InlineData(null, "x-ratelimit-remaining-requests=-1", "x-ratelimit-reset-requests=-1")]
    [InlineData(null)]
    public void Read_EverySpelling_GivesTheWait(double? seconds, params string[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers)
            response.Headers.TryAddWithoutValidation(header.Split('=')[0], header[(header.IndexOf('=', StringComparison.Ordinal) + 1)..]);

        var wait = RetryAfterReader.Read(response.Headers, Now);

        Assert.Equal(seconds, wait?.TotalSeconds);
    }
}
