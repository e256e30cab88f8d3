using System.Collections.Concurrent;

namespace HeavySim.LocalModels.Tests.Worker;

public sealed class BatcherTests
{
    /// <summary>What native code dies of in its first step must be known to have begun.</summary>
    [Fact]
    public void Run_NewText_IsKnownToBeginBeforeTheFirstStep()
    {
        using var model = LoadedModel.Load(new GgufOptions(ModelFile.Path) { Slots = 2, Threads = 1 });
        var heard = new List<string>();
        using var requests = new BlockingCollection<WorkerRequest>
        {
            new WorkerRequest { Generate = new Generation(1, [new TemplateMessage("user", "What is 3 + 4?")], Seed: 1) { MaxTokens = 2 } },
        };
        requests.CompleteAdding();

        new Batcher(
            model, reply => heard.Add(reply.Begins ? "begins" : reply.End is null ? "text" : "end"), () => heard.Add("flush"))
            .Run(requests);

        Assert.Equal(["begins", "flush"], heard.Take(2));
        Assert.Equal(["end", "flush"], heard.TakeLast(2));
    }
}
