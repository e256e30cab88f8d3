using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using FunctionInvocationContext = Microsoft.SemanticKernel.FunctionInvocationContext;

namespace HeavySim.SemanticKernel;

/// <summary>
/// The audit trail of kernel functions: a filter outside of all others, so that it sees what truly ran and what a filter refused. It says
/// so on the span of the call and in the log, names only; arguments and results are in the attempt's own trace of tools.
/// </summary>
public sealed partial class FunctionAudit : IFunctionInvocationFilter
{
    /// <summary>The kernel function that ran, as plugin.function.</summary>
    internal const string FunctionTag = "semantic_kernel.function";

    /// <summary>What came of it: done, refused (a filter did not let it run), or failed.</summary>
    internal const string OutcomeTag = "semantic_kernel.outcome";

    private readonly ILogger? _log;

    /// <summary>Creates the filter; add it to a kernel's services before other filters.</summary>
    /// <param name="log">Where calls are logged, begin and failure at Debug; null for nowhere.</param>
    public FunctionAudit(ILogger? log = null) => _log = log;

    /// <inheritdoc/>
    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
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

        // A filter that answers in the function's place leaves the result of another function, or of none.
        var outcome = context.Result.Function == context.Function && context.Result.ValueType is not null ? "done" : "refused";
        span?.SetTag(OutcomeTag, outcome);
        if (_log is not null)
            LogEnd(_log, function, outcome);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} called with {Names}")]
    private static partial void LogBegin(ILogger log, string function, string names);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} {Outcome}")]
    private static partial void LogEnd(ILogger log, string function, string outcome);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} failed: {Error}")]
    private static partial void LogFailure(ILogger log, string function, string error);
}
