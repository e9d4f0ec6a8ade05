using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clinic.Web.Site;

/// <summary>
/// Which routes were asked for and how that went, never the address as typed. A request has its line at once; of those
/// that are like it in all this log tells, the rest of the second share one line, so that a flood does not fill the
/// disk.
/// </summary>
public sealed class RequestLog(ILogger<RequestLog> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<(string Method, string Route, int Status), Tally> tallies = new();

    public void Answered(HttpContext context, long started)
    {
        // Routes, not addresses: there are only so many, whatever visitors ask for.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(file or unknown)";
        var (method, status, took) = (Method(context), context.Response.StatusCode, Stopwatch.GetTimestamp() - started);
        if (tallies.GetOrAdd((method, route, status), static _ => new()).Add(took) == 1)
            log.LogInformation("{Method} {Route} {Status} in {Milliseconds} ms", method, route, status,
                Milliseconds(took));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Write();
    }

    void Write()
    {
        foreach (var ((method, route, status), tally) in tallies)
        {
            var (count, slowest) = tally.Take();
            if (count > 1)
                log.LogInformation("{Method} {Route} {Status}, {Count} more in at most {Milliseconds} ms", method,
                    route, status, count - 1, Milliseconds(slowest));
        }
    }

    static int Milliseconds(long took) => (int)Stopwatch.GetElapsedTime(0, took).TotalMilliseconds;

    static string Method(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
            ? "GET" : HttpMethods.IsPost(context.Request.Method)
            ? "POST" : HttpMethods.IsHead(context.Request.Method) ? "HEAD" : "other";

    sealed class Tally
    {
        int count;
        long slowest;

        public int Add(long took)
        {
            if (took > Volatile.Read(ref slowest)) Volatile.Write(ref slowest, took);
            return Interlocked.Increment(ref count);
        }

        public (int Count, long Slowest) Take() =>
            (Interlocked.Exchange(ref count, 0), Interlocked.Exchange(ref slowest, 0));
    }
}

public static class RequestLogStep
{
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<RequestLog>();
        return app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(context);
            log.Answered(context, started);
        });
    }
}
