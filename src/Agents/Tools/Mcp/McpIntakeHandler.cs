namespace HeavySim.Agents.Tools;

/// <summary>Counts what a server answers over HTTP, before it is read.</summary>
internal sealed class McpIntakeHandler(McpIntake intake) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var headers = response.Content.Headers;
        try
        {
            // A reader makes room for as much as is announced, so an announcement counts as if it had come.
            intake.Take(1, 0, headers.ContentLength ?? 0);
            var body = new StreamContent(new McpIntakeStream(
                await response.Content.ReadAsStreamAsync(cancellationToken),
                intake,
                headers.ContentType?.MediaType == "text/event-stream"
                    ? McpIntakeStream.MessageEnd.EmptyLine
                    : McpIntakeStream.MessageEnd.Stream));
            foreach (var (name, values) in headers)
                body.Headers.TryAddWithoutValidation(name, values);

            response.Content = body;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
