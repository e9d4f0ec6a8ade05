using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;

namespace Clinic.Web.Site.Safeguards;

/// <summary>
/// Keeps a flood from one address away from the pages, so that everybody else goes on reading and asking.
/// </summary>
/// <param name="IsFlood">Whether the visitor was refused so often that no person presses on like that.</param>
/// <param name="Window">After which they may try again.</param>
public sealed record FloodGate(Func<HttpContext, bool> IsFlood, TimeSpan Window, Func<ClinicProfile, string> Sentence)
{
    public Task Pass(HttpContext context, RequestDelegate next, ArticleLibrary library)
    {
        if (!IsFlood(context)) return next(context);
        context.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return FrontDoor.Refuse(context, StatusCodes.Status429TooManyRequests, Sentence(library.Current.Clinic),
            closes: false);
    }
}
