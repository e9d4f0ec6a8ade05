using System.Globalization;
using Clinic.Web.Articles;

namespace Clinic.Web.Site.Safeguards;

/// <summary>Keeps a flood of forms from one address away from the pages, so that everybody else goes on reading and asking.</summary>
public static class FloodGate
{
    public static IApplicationBuilder UseFloodGate(this IApplicationBuilder app, PostLimits limits, ArticleLibrary library) => app.Use((context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !limits.IsFlood(context.Connection.RemoteIpAddress)) return next(context);
        context.Response.Headers.RetryAfter = PostLimits.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return FrontDoor.Refuse(context, StatusCodes.Status429TooManyRequests, $"Too many forms came from your network, so this one was not received. Please go back and send it again in ten minutes, or call {library.Current.Clinic.PhoneShown}.", closes: false);
    });
}
