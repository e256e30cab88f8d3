using HeavySim.Agents;
using HeavySim.Ensembles.Endpoints;

namespace HeavySim.Ensembles.Tests;

/// <summary>What is said to be done when an endpoint ends all work.</summary>
public sealed class EndpointAdviceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_KeyRefused_NamesTheVariableInForce()
    {
        var failure = new ModelCallException(FailureCause.Unauthorized, "401: wrong key.");

        Assert.Equal(
            "Endpoint 'here' refuses the key of the environment variable MY_KEY (401: wrong key). Put a valid one there.",
            Advice(failure, "MY_KEY"));
        Assert.EndsWith(
            "refuses calls, and no key was sent with them (401: wrong key). Put yours into the environment variable OPENAI_API_KEY.",
            Advice(failure, null, "OPENAI_API_KEY"), StringComparison.Ordinal);
        Assert.EndsWith("as the endpoint's apiKeyEnv.", Advice(failure), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LimitBeyondThePatience_SaysWhenToComeBack()
    {
        var limit = new ModelCallException(FailureCause.RateLimited, "429: slow down")
        {
            Status = 429,
            RetryAfter = TimeSpan.FromDays(1),
        };

        var advice = Advice(new ModelCallException(FailureCause.CircuitOpen, "It asks for a wait of 24 h.", limit));

        var reset = Noon.AddDays(1).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", null);
        Assert.Equal(
            "Endpoint 'here' limits its calls. It asks for a wait of 24 h. Give the same command again "
            + $"after {reset}, or with a longer --patience.",
            advice);
    }

    [Fact]
    public void Of_LimitWithoutATime_DoesNotSendToTheNetwork()
    {
        var limit = new ModelCallException(FailureCause.RateLimited, "503: loading") { Status = 503 };

        var advice = Advice(new ModelCallException(FailureCause.CircuitOpen, "It has served nobody for 5 s", limit));

        Assert.Equal(
            "Endpoint 'here' has no room at present. It has served nobody for 5 s. Give the same command again later, or with a longer "
            + "--patience.",
            advice);
    }

    [Fact]
    public void Of_NobodyThere_SendsToTheNetwork()
    {
        var gone = new ModelCallException(FailureCause.Network, "Connection refused");

        Assert.StartsWith(
            "Endpoint 'here' serves nobody. It cannot be reached. Check that it runs",
            Advice(new ModelCallException(FailureCause.CircuitOpen, "It cannot be reached.", gone)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_EncryptionThatFailed_SuggestsNone()
    {
        var gone = new ModelCallException(
            FailureCause.Network, "No connection", new HttpRequestException(HttpRequestError.SecureConnectionError));

        Assert.EndsWith(
            "its address begins with http://.", Advice(new ModelCallException(FailureCause.CircuitOpen, "x", gone)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("404: The model `x` does not exist.", "Endpoint 'here' does not have the model that was asked for. 404:")]
    [InlineData("There are no chat completions at http://here; check the address", "Endpoint 'here' is not at this address. There are no")]
    public void Of_NotFound_TellsModelFromAddress(string words, string expected) =>
        Assert.StartsWith(expected, Advice(new ModelCallException(FailureCause.NotFound, words)), StringComparison.Ordinal);

    [Fact]
    public void ToldBy_AnotherError_IsNone()
    {
        var failures = new EndpointFailures();
        failures.Note(Failure(new ModelCallException(FailureCause.Unauthorized, "401: wrong key")));
        failures.Note(Failure(new ModelCallException(FailureCause.Unauthorized, "401: wrong key, for the second time")));

        Assert.NotNull(failures.ToldBy(new HeavySimException("Endpoint 'here' refuses the key (401: wrong key).")));
        Assert.Null(failures.ToldBy(new HeavySimException("The disk is full.")));
    }

    private static string Advice(ModelCallException failure, string? variable = null, string? usual = null) =>
        EndpointAdvice.Of(Failure(failure, variable, usual));

    private static EndpointFailure Failure(ModelCallException failure, string? variable = null, string? usual = null) => new(
        new EndpointOptions { Name = "here", BaseUrl = "https://here/v1", ApiKeyEnv = variable }, usual, failure, Noon);
}
