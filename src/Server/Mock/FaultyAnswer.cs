using System.Text;
using HeavySim.Server.Completions;
using Microsoft.AspNetCore.Http.Features;

namespace HeavySim.Server.Mock;

/// <summary>Renders a fault on the wire: instead of the answer, or on the answer's bytes as they leave.</summary>
internal sealed class FaultyAnswer(HttpContext http, CompletionCall call, WireFault fault, TimeProvider time)
{
    /// <summary>Answers, faultily.</summary>
    /// <param name="answer">Gives the faultless answer.</param>
    public Task WriteAsync(Func<HttpContext, CompletionCall, Task> answer) => fault switch
    {
        WireFault.RateLimited limited => ErrorBoundary.WriteAsync(http, new ApiError(429, "Rate limit reached: slow down.")
        {
            Code = "rate_limit_exceeded",
            RetryAfter = limited.RetryAfter,
            IsTransient = true,
        }),
        WireFault.ServerError failed => ErrorBoundary.WriteAsync(
            http, new ApiError(failed.Status, "The server had an error while processing your request.") { IsTransient = true }),
        WireFault.HtmlPage page => WritePageAsync(page.Status),
        WireFault.ConnectionReset { AfterEvents: 0 } => Reset(),
        WireFault.Hang => Task.Delay(Timeout.InfiniteTimeSpan, time, http.RequestAborted),
        WireFault.EmptyAnswer => answer(http, call with { Model = call.Model with { Client = new SilentChatClient() } }),
        _ => DistortAsync(answer),
    };

    private Task Reset()
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private async Task WritePageAsync(int status)
    {
        var page = Encoding.UTF8.GetBytes(
            $"<!DOCTYPE html>\n<html><head><title>{status}</title></head>"
            + $"<body><center><h1>{status}</h1></center><hr><center>nginx</center></body></html>\n");
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html";
        http.Response.ContentLength = page.Length;
        await http.Response.Body.WriteAsync(page, http.RequestAborted);
    }

    private async Task DistortAsync(Func<HttpContext, CompletionCall, Task> answer)
    {
        var honest = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        // To the answer's writer a cut looks like a caller who left; to the caller it is the end of the response.
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var caller = http.RequestAborted;
        http.RequestAborted = cut.Token;
        var body = new FaultyBody(honest.Stream, http, call.IsStreaming, fault, time, cut);
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body, honest));
        try
        {
            await answer(http, call);
            await body.CompleteAsync();
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            // As intended.
        }
        finally
        {
            http.RequestAborted = caller;
            http.Features.Set(honest);
            await body.DisposeAsync();
        }
    }
}
