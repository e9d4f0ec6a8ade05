using Clinic.Web.Settings;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Clinic.Web.Site;

/// <summary>Where metrics are sent: an OTLP collector that speaks http/protobuf, or nowhere.</summary>
public sealed record MetricsSettings(Uri? Collector, TimeSpan Every)
{
    static readonly TimeSpan EveryMinute = TimeSpan.FromMinutes(1);

    public static MetricsSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration, "Metrics");
        var settings = new MetricsSettings(AddressOf(reader.Text("OtlpEndpoint")
            ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], reader), reader.Duration("Every", EveryMinute));
        reader.ThrowIfWrong();
        return settings;
    }

    static Uri? AddressOf(string? text, SettingsReader reader)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address.UserInfo.Length == 0)
            return address.AbsolutePath == "/" ? new(address, "/v1/metrics") : address;
        reader.Refuse("OtlpEndpoint", "(or OTEL_EXPORTER_OTLP_ENDPOINT) is not the address of a collector, such as http://localhost:4318.");
        return null;
    }
}

/// <summary>
/// Sends the site's metrics and the framework's own of requests and memory again and again, and at the end.
/// </summary>
sealed class MetricsExport(Uri collector, TimeSpan every) : IHostedService, IDisposable
{
    // http.server.request.duration counts pages and posts by route and status: an address as typed is not in it.
    static readonly string[] Meters = [ClinicMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(1);

    MeterProvider? provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("clinic-website"))
            .AddMeter(Meters)
            .AddOtlpExporter((options, reader) =>
            {
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)every.TotalMilliseconds;
                options.Endpoint = collector;
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
                options.TimeoutMilliseconds = (int)Patience.TotalMilliseconds;
            })
            .Build();
        return Task.CompletedTask;
    }

    // The last figures go out in Dispose, after the last post was answered.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        provider?.Shutdown((int)PatienceAtTheEnd.TotalMilliseconds);
        provider?.Dispose();
    }
}

static class MetricsRoom
{
    public static void AddMetricsExport(this IServiceCollection services, MetricsSettings settings)
    {
        if (settings.Collector is { } collector)
            services.AddHostedService(_ => new MetricsExport(collector, settings.Every));
    }
}
