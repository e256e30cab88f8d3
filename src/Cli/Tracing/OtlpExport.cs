using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HeavySim.Cli.Tracing;

/// <summary>Sends spans and figures to a collector, where the environment names one as OpenTelemetry's own variables do.</summary>
internal sealed class OtlpExport : IDisposable
{
    /// <summary>
    /// A simulated run makes in a second what a real one makes in hours; what the queue cannot hold is lost without a word.
    /// </summary>
    private const int QueueSize = 1 << 17;

    private readonly TracerProvider _spans;
    private readonly MeterProvider _figures;

    private OtlpExport()
    {
        _spans = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(static resource => resource.AddService("heavysim"))
            .AddSource(Telemetry.Name, Telemetry.SimulatedName)
            .AddOtlpExporter(static options =>
            {
                var batches = options.BatchExportProcessorOptions;
                batches.MaxQueueSize = Math.Max(QueueSize, batches.MaxQueueSize);
            })
            .Build();
        _figures = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(static resource => resource.AddService("heavysim"))
            .AddMeter(Telemetry.Name, Telemetry.SimulatedName)
            // Of simulated calls the library knows the tokens, but not the time: it measures on the machine's clock.
            .AddView(static instrument => instrument is { Meter.Name: Telemetry.SimulatedName, Name: not "gen_ai.client.token.usage" }
                ? MetricStreamConfiguration.Drop
                : null)
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>Begins to export, or null where OTEL_EXPORTER_OTLP_ENDPOINT is not set.</summary>
    public static OtlpExport? Begin() =>
        Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } ? new OtlpExport() : null;

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _spans.Dispose();
        _figures.Dispose();
    }
}
