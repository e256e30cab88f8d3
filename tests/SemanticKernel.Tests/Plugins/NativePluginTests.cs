using System.Diagnostics;
using System.Text.Json;
using HeavySim.Core;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace HeavySim.SemanticKernel.Tests.Plugins;

public sealed class NativePluginTests : IDisposable
{
    private const string Namespace = "HeavySim.SemanticKernel.Tests.Plugins.";
    private static readonly string Assembly = typeof(NativePluginTests).Assembly.Location;
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tools_OfAnAssembly_RunItsFunctions()
    {
        var tools = await OpenAsync(Maths());

        Assert.Equal(["maths_double", "maths_slow", "maths_broken"], tools.Select(t => t.Name));
        Assert.Equal("42", (await tools[0].InvokeAsync(Arguments(21)))!.ToString());
    }

    [Fact]
    public async Task Type_NotNamed_IsTheOnlyOneWithFunctions()
    {
        var tools = await OpenAsync(Maths() with { Type = null });

        Assert.Equal(3, tools.Count);
    }

    [Fact]
    public async Task Filters_OfTheAssembly_StandAroundEveryCall()
    {
        var tools = await OpenAsync(Maths(nameof(Superstition)));

        var refusal = await Assert.ThrowsAnyAsync<Exception>(async () => await tools[0].InvokeAsync(Arguments(13)));

        Assert.Contains("13 is not doubled here", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("28", (await tools[0].InvokeAsync(Arguments(14)))!.ToString());
    }

    [Theory]
    [InlineData(0, 21, "done", new string[0])]
    [InlineData(0, 13, "failed", new[] { "Superstition" })]
    [InlineData(0, 21, "refused", new[] { "Cache" })]
    [InlineData(2, 21, "failed", new string[0])]
    public async Task Audit_OfACall_IsOnItsSpanAndInTheLog(int tool, int argument, string outcome, string[] filters)
    {
        using var source = new ActivitySource("test.plugins");
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        var log = new KeptLog();
        var tools = await PluginTools.OpenAsync(Maths(filters), log, CancellationToken.None);
        using var span = source.StartActivity("execute_tool");

        await Record.ExceptionAsync(async () => await tools[tool].InvokeAsync(Arguments(argument)));

        Assert.Equal("maths." + tools[tool].Name["maths_".Length..], span!.GetTagItem(FunctionAudit.FunctionTag));
        Assert.Equal(outcome, span.GetTagItem(FunctionAudit.OutcomeTag));
        Assert.Equal(2, log.Lines.Count);
        Assert.StartsWith("HeavySim.Plugin.maths", log.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, static line => line.Contains("21", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("none.dll", null, null, "there is no file")]
    [InlineData("text.dll", null, null, "cannot be loaded")]
    [InlineData(null, "No.Such", null, "no public type No.Such")]
    [InlineData(null, Namespace + "Superstition", null, "no public method with [KernelFunction]")]
    [InlineData(null, null, Namespace + "MathsPlugin", "is no IFunctionInvocationFilter")]
    public async Task Plugin_ThatCannotBeHad_SaysWhy(string? file, string? type, string? filter, string fault)
    {
        _folder.Write("text.dll", "no assembly");
        var options = Maths() with
        {
            Path = file is null ? Assembly : _folder.File(file),
            Type = type,
            Filters = filter is null ? [] : [filter],
        };

        var error = await Assert.ThrowsAsync<HeavySimException>(() => OpenAsync(options));

        Assert.Contains("The plugin 'maths' cannot be had", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"maths":{}}""", "plugins.maths needs either an 'assembly' or an 'openApi'")]
    [InlineData("""{"my-maths":{"assembly":"a.dll"}}""", "must have a name of letters")]
    [InlineData("""{"maths":{"assembly":"a.dll","headers":{"a":"b"}}}""", "takes no 'baseUrl' or 'headers'")]
    [InlineData("""{"maths":{"assembly":"a.dll","key":"b"}}""", "plugins.maths.key is not known")]
    [InlineData("""{"web":{"openApi":"a.json","headers":{"a":"${MISSING}"}}}""", "needs the environment variable MISSING")]
    [InlineData("""{"web":{"openApi":"a.json","headers":{"Authorization":"Bearer 1"}}}""", "keys do not belong in files")]
    [InlineData("""{"web":{"openApi":"https://h/a.json"}}""", "plugins.web.openApi must be a file")]
    [InlineData("""{"web":{"openApi":"a.json","baseUrl":"ftp://x"}}""", "must be an http or https address")]
    public void Section_ThatIsWrong_NamesThePlace(string json, string fault)
    {
        var root = JsonElement.Parse($$"""{"plugins":{{json}}}""");

        var error = Assert.Throws<HeavySimException>(() => PluginSection.Read(root, "heavysim.json", static _ => null));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_WithKeysFromTheEnvironment_KnowsThemForSecrets()
    {
        var root = JsonElement.Parse("""{"plugins":{"web":{"openApi":"a.json","headers":{"Authorization":"Bearer ${RATES}"}}}}""");

        var plugin = Assert.IsType<PluginOptions.OpenApi>(PluginSection.Read(root, "heavysim.json", static name => "of-" + name)["web"]);

        Assert.Equal("Bearer of-RATES", plugin.Headers["Authorization"]);
        Assert.Equal(["of-RATES"], plugin.Secrets);
    }

    internal static PluginOptions.Native Maths(params string[] filters) =>
        new(Assembly, Namespace + nameof(MathsPlugin), [.. filters.Select(static filter => Namespace + filter)]) { Name = "maths" };

    private static AIFunctionArguments Arguments(int a) => new() { ["a"] = a };

    private static Task<IReadOnlyList<AIFunction>> OpenAsync(PluginOptions options) =>
        PluginTools.OpenAsync(options, loggers: null, CancellationToken.None);

    private sealed class KeptLog : ILoggerFactory, ILogger
    {
        private string _category = "";

        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName)
        {
            _category = categoryName;
            return this;
        }

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{_category} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
