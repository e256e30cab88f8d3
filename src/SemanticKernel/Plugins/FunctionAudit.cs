using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using FunctionInvocationContext = Microsoft.SemanticKernel.FunctionInvocationContext;

namespace HeavySim.SemanticKernel;

/// <summary>
/// The audit trail of kernel functions: a filter outside of all others, so that it sees what truly ran and what a filter refused. It says
/// so on the span of the call and in the log, names only; arguments and results are in the attempt's own trace of tools.
/// </summary>
internal sealed partial class FunctionAudit : IFunctionInvocationFilter
{
    /// <summary>The kernel function that ran, as plugin.function.</summary>
    internal const string FunctionTag = "semantic_kernel.function";

    /// <summary>What came of it: done, refused (a filter did not let it run), or failed.</summary>
    internal const string OutcomeTag = "semantic_kernel.outcome";

    private readonly ILogger? _log;
    private readonly ConditionalWeakTable<FunctionInvocationContext, object> _reached = [];

    /// <summary>Creates the filter, to be added before all others.</summary>
    /// <param name="log">Where calls are logged, begin and failure at Debug; null for nowhere.</param>
    public FunctionAudit(ILogger? log = null) => _log = log;

    /// <summary>The filter to add after all others: what comes there is let run.</summary>
    public IFunctionInvocationFilter Innermost => new ReachedFilter(this);

    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        var function = $"{context.Function.PluginName}.{context.Function.Name}";
        var span = Activity.Current;
        span?.SetTag(FunctionTag, function);
        if (_log is not null)
            LogBegin(_log, function, string.Join(", ", context.Arguments.Names));
        try
        {
            await next(context);
        }
        catch (Exception error)
        {
            span?.SetTag(OutcomeTag, "failed");
            if (_log is not null)
                LogFailure(_log, function, error.GetType().Name);
            throw;
        }

        var outcome = _reached.Remove(context) ? "done" : "refused";
        span?.SetTag(OutcomeTag, outcome);
        if (_log is not null)
            LogEnd(_log, function, outcome);
    }

    private sealed class ReachedFilter(FunctionAudit audit) : IFunctionInvocationFilter
    {
        public Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
        {
            audit._reached.AddOrUpdate(context, audit);
            return next(context);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} called with {Names}")]
    private static partial void LogBegin(ILogger log, string function, string names);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} {Outcome}")]
    private static partial void LogEnd(ILogger log, string function, string outcome);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} failed: {Error}")]
    private static partial void LogFailure(ILogger log, string function, string error);
}
