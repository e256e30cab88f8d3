namespace HeavySim.LocalModels.Tests;

/// <summary>The model that comes with the project.</summary>
internal static class ModelFile
{
    public static string Path { get; } = Find();

    /// <summary>A conversation of one question.</summary>
    public static ChatMessage[] Ask(string question = "What is 3 + 4?") => [new(ChatRole.User, question)];

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "HeavySim.sln")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No repository.");
        return System.IO.Path.Combine(folder, "examples", "models", "tiny-arith.gguf");
    }
}
