using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using Azure;
using Azure.Identity;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>
/// What connectors throw, as failures of an endpoint: the response behind it is read as the client of this project reads its own, so the
/// causes, the words and the waits are the same.
/// </summary>
/// <param name="address">The endpoint, or null where that is not known.</param>
/// <param name="apiKey">The key that must not be seen, or null.</param>
/// <param name="time">The clock by which times of reset are read.</param>
internal sealed class ServiceFailures(EndpointAddress? address, string? apiKey, TimeProvider time)
{
    private static readonly EndpointAddress Nowhere = EndpointAddress.Parse("http://localhost");

    private readonly WireFailures _wire = new(address ?? Nowhere, apiKey, time);

    /// <summary>True for what a connector throws when a call fails; the caller's cancellation and failures with a name are not.</summary>
    public static bool IsForeign(Exception error, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && Chain(error).All(static e => e is not ModelCallException)
            && Chain(error).Any(static e => e is ClientResultException or RequestFailedException or HttpOperationException
                or AuthenticationFailedException or OperationCanceledException || IsOfTheNetwork(e) || IsOfTheAnswer(e));

    /// <summary>The failure by its name.</summary>
    public async ValueTask<ModelCallException> ReadAsync(Exception error)
    {
        if (Find<ClientResultException>(error) is { Status: > 0 } refused)
            return await OfAsync(refused.Status, refused.GetRawResponse(), refused);
        if (Find<AuthenticationFailedException>(error) is { } unknown)
            return new ModelCallException(
                FailureCause.Unauthorized, SafeText.Of($"No identity of this machine is accepted: {unknown.Message}", apiKey), unknown);
        if (Find<RequestFailedException>(error) is { Status: > 0 } failed)
        {
            return await OfAsync(
                new HttpResponseMessage((HttpStatusCode)failed.Status), failed.GetRawResponse()?.Content.ToString() ?? failed.Message);
        }

        if (Find<HttpOperationException>(error) is { StatusCode: { } status } operation)
            return await OfAsync(new HttpResponseMessage(status), operation.ResponseContent ?? "");
        if (Chain(error).FirstOrDefault(IsOfTheNetwork) is { } broken)
            return _wire.Network("The service behind the kernel could not be reached", broken);
        if (Chain(error).FirstOrDefault(IsOfTheAnswer) is { } unreadable)
            return _wire.Malformed($"The connector could not read the answer: {unreadable.Message}");

        return _wire.Network("The connector gave up", error);
    }

    private async ValueTask<ModelCallException> OfAsync(int status, PipelineResponse? raw, ClientResultException error)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach (var (name, value) in raw?.Headers ?? Enumerable.Empty<KeyValuePair<string, string>>())
            response.Headers.TryAddWithoutValidation(name, value);

        return await OfAsync(response, BodyOf(raw) ?? error.Message);
    }

    private async ValueTask<ModelCallException> OfAsync(HttpResponseMessage response, string body)
    {
        using (response)
        {
            response.Content = new StringContent(body);
            using var exchange = await Exchange.ReadAsync(response, new WireOptions(), pace: null, CancellationToken.None);
            var refusal = exchange.Refusal ?? new ErrorBody(body);
            var failure = _wire.Of(exchange, refusal);
            if (apiKey is null && failure.Cause == FailureCause.Unauthorized)
            {
                // Whoever refuses a key likes to quote it, and this one is not known here.
                return new ModelCallException(
                    failure.Cause, $"{failure.Status}: the service behind the kernel refuses the key or the identity that it was sent.")
                {
                    Status = failure.Status,
                };
            }

            return address is null && WireFailures.IsWrongAddress(exchange, refusal)
                ? new ModelCallException(
                    FailureCause.NotFound,
                    SafeText.Of($"{exchange.Status}: nothing answers at the connector's address: {refusal.Message}", apiKey))
                {
                    Status = exchange.Status,
                }
                : failure;
        }
    }

    private static string? BodyOf(PipelineResponse? raw)
    {
        try
        {
            return raw?.Content.ToString();
        }
        catch (InvalidOperationException)
        {
            // The body of a stream was never read.
            return null;
        }
    }

    private static bool IsOfTheNetwork(Exception error) =>
        error is HttpRequestException or IOException or ClientResultException { Status: 0 };

    /// <summary>OpenAI's library throws these for a body that is no completion, and for a word that it does not know.</summary>
    private static bool IsOfTheAnswer(Exception error) =>
        error is JsonException or FormatException or KeyNotFoundException or ArgumentOutOfRangeException;

    private static T? Find<T>(Exception error)
        where T : Exception => Chain(error).OfType<T>().FirstOrDefault();

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (Exception? one = error; one is not null; one = one.InnerException)
            yield return one;
    }
}
