namespace HeavySim.Orchestrator;

/// <summary>What to say when no call to an endpoint can succeed any more, and what to do about it.</summary>
internal static class Fatality
{
    /// <summary>One paragraph: whose failure, in whose words, what to check.</summary>
    public static string Of(AgentCard agent, Outcome.Failed failed) => failed.Cause switch
    {
        FailureCause.QuotaExhausted =>
            $"The account at endpoint '{agent.Endpoint}' is empty ({failed.Message}). Top it up, or choose another endpoint.",
        FailureCause.Unauthorized =>
            $"Endpoint '{agent.Endpoint}' refuses the key ({failed.Message}). Set the key's environment variable (OPENAI_API_KEY unless "
            + "configured otherwise).",
        FailureCause.NotFound => $"Endpoint '{agent.Endpoint}' has not what was asked for. {Sentence(failed.Message)}",
        FailureCause.ParameterRefused =>
            $"Endpoint '{agent.Endpoint}' refuses the request ({failed.Message}). Leave that option out, or change it.",
        _ => $"Endpoint '{agent.Endpoint}' serves nobody. {Sentence(failed.Message)} Check that it runs, that this is its address, and "
            + "that the network reaches it.",
    };

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
