using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clinic.Web.Delivery;

/// <summary>Health for machines: 200 while nothing fails, else 503, with the checks as JSON.</summary>
public static class HealthAnswers
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        var health = app.Services.GetRequiredService<DeliveryHealth>();
        app.MapMethods("/readyz", Reading, async (HttpContext context, CancellationToken cancel) =>
            Answer(context, await health.IsReady(cancel)));
        app.MapMethods("/healthz", Reading, async (HttpContext context, CancellationToken cancel) =>
            Answer(context, await health.Look(cancel)));
    }

    static IResult Answer(HttpContext context, HealthReport report)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(report, Json, statusCode: report.State == Condition.Failing
            ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
