using Microsoft.Extensions.AI;

namespace HeavySim.Simulation.Tests;

/// <summary>Small worlds for tests.</summary>
internal static class Worlds
{
    /// <summary>Every problem solved with the same probability, replies never cut, nobody silent.</summary>
    public static SimulationProfile Flat(double solve) => new()
    {
        Name = "flat",
        Difficulty = new Difficulty.Points([new DifficultyPoint(solve, 1)]),
        WrongAnswers = new WrongAnswers { Abstain = 0 },
        Tokens = new TokenLengths { TailDegrees = null, Limit = 100_000_000 },
    };

    public static IReadOnlyList<Problem> Sums(int count) =>
        [.. Enumerable.Range(0, count)
            .Select(i => new Problem
            {
                Id = $"sum/{i}",
                Question = $"How many are {i} apples and {i + 7} apples together?",
                Gold = $"{(2 * i) + 7}",
            })];

    public static SimulatedModel Model(SimulationProfile profile, IReadOnlyList<Problem> problems, long seed = 1) =>
        new(profile, problems, new PlainAnswers(), seed);

    public static SimulatedChatClient Client(SimulatedModel model, TimeProvider clock, Capacity? capacity = null) =>
        new(model, new SimulatedEndpoint(capacity ?? model.Profile.Capacity, clock));

    public static IList<ChatMessage> Ask(ModelTask task, string text) =>
        [new(ChatRole.System, TaskLine.Of(task) + "\nGo."), new(ChatRole.User, text)];

    public static string Quote(Problem problem, params (string Name, string Text)[] blocks)
    {
        var prompt = new System.Text.StringBuilder().AppendQuotation("tag", "problem", QuestionText.Of(problem));
        foreach (var (name, text) in blocks)
            prompt.AppendQuotation("tag", name, text);
        return prompt.ToString();
    }

    /// <summary>The text of a reply, without its world's time.</summary>
    public static string Reply(SimulatedModel model, ModelTask task, string text, long seed = 0) =>
        model.Reply(Ask(task, text), new ChatOptions { Seed = seed }).Text;
}
