using System.ComponentModel;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>
/// A whole solve as a kernel plugin: <c>solve(question, agents)</c>. As a chat model, add a <see cref="SolverChatClient"/> to the kernel's
/// services.
/// </summary>
public static class HeavySolvePlugin
{
    /// <summary>Creates the plugin, called "heavysim".</summary>
    /// <param name="solvers">Gives the solver of so many agents, 1 to 32; called for each solve.</param>
    /// <param name="defaultAgents">How many agents where the caller does not say, 1 to 32; default 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The default is out of its range.</exception>
    public static KernelPlugin Create(Func<int, ISolver> solvers, int defaultAgents = 8)
    {
        CheckRange(defaultAgents);
        return KernelPluginFactory.CreateFromFunctions(
            "heavysim",
            [KernelFunctionFactory.CreateFromMethod(
                SolveAsync,
                "solve",
                "Puts a question to several agents at once, compares their answers, and gives the one they agree on.")]);

        async Task<string> SolveAsync(
            [Description("The question, complete in itself.")] string question,
            [Description("How many agents, 1 to 32; more cost more and err less.")] int? agents = null,
            CancellationToken cancellationToken = default)
        {
            CheckRange(agents ?? defaultAgents);
            using var client = new SolverChatClient(solvers(agents ?? defaultAgents));
            return (await client.GetResponseAsync(question, cancellationToken: cancellationToken)).Text;
        }

        static void CheckRange(int agents)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(agents, RosterBuilder.MaxAgents);
        }
    }
}
