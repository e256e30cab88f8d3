using System.Text;

namespace HeavySim.Server.Completions;

/// <summary>Answers in one piece.</summary>
internal static class WholeAnswer
{
    public static async Task WriteAsync(HttpContext http, CompletionCall call, TimeProvider time)
    {
        var response = await call.Model.Client.GetResponseAsync(call.Messages, call.Options, http.RequestAborted);
        var tally = new AnswerTally(call);
        tally.Add(response.Usage);
        tally.Add(response.FinishReason);
        var text = new StringBuilder();
        var reasoning = new StringBuilder();
        var toolCalls = new List<ToolCallBody>();
        foreach (var content in response.Messages.Where(static m => m.Role == ChatRole.Assistant).SelectMany(static m => m.Contents))
        {
            if (content is TextReasoningContent thought)
                reasoning.Append(thought.Text);
            else if (content is TextContent words)
                text.Append(words.Text);
            else if (content is FunctionCallContent function && tally.Add(function, isStreaming: false) is { } toolCall)
                toolCalls.Add(toolCall);
        }

        tally.AddText(text.ToString());
        tally.AddText(reasoning.ToString());
        var message = new CompletionMessage("assistant")
        {
            Content = text.Length == 0 && toolCalls.Count > 0 ? null : text.ToString(),
            ReasoningContent = reasoning.Length > 0 ? reasoning.ToString() : null,
            ToolCalls = toolCalls.Count > 0 ? toolCalls : null,
        };
        await JsonBody.WriteAsync(
            http,
            AnswerStamp.New(call, time).Whole(
                message, tally.FinishReason, tally.Usage, call.LogprobsOf(response.AdditionalProperties, text.ToString())),
            WireFormat.Json.Completion);
    }
}
