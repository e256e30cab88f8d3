using HeavySim.Server.Mock;

namespace HeavySim.Server.Completions;

/// <summary>POST /v1/chat/completions.</summary>
internal sealed class CompletionRoute(ModelCatalog catalog, ChatEndpointOptions options, IFaultSource? faults, FailureLog failures)
{
    private long _requests;

    public async Task HandleAsync(HttpContext http)
    {
        var call = await CallReader.ReadAsync(http.Request, catalog, http.RequestAborted);
        var number = Interlocked.Increment(ref _requests) - 1;
        if (faults?.Next(new MockRequest(number, call.Messages, call.Options, call.IsStreaming)) is { } fault)
            await new FaultyAnswer(http, call, fault, options.Time).WriteAsync(AnswerAsync);
        else
            await AnswerAsync(http, call);
    }

    private Task AnswerAsync(HttpContext http, CompletionCall call) =>
        call.IsStreaming
            ? new StreamedAnswer(http, call, options, failures).WriteAsync()
            : WholeAnswer.WriteAsync(http, call, options.Time);
}
