using System.Diagnostics;

namespace Clinic.Web.Site;

/// <summary>One line for each answered request, with the route it matched and never the address as typed.</summary>
public static class RequestLog
{
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Clinic.Web.Site.RequestLog");
        return app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(context);
            if (!log.IsEnabled(LogLevel.Information)) return;
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(file or unknown)";
            log.LogInformation("{Method} {Route} {Status} in {Milliseconds} ms", Method(context), route, context.Response.StatusCode, (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        });
    }

    static string Method(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) ? "GET" : HttpMethods.IsPost(context.Request.Method) ? "POST" : HttpMethods.IsHead(context.Request.Method) ? "HEAD" : "other";
}
