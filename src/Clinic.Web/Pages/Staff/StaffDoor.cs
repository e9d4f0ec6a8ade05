using System.Security.Claims;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Site;
using Clinic.Web.Site.Safeguards;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Clinic.Web.Pages;

/// <summary>
/// Who comes to the clinic's side. Until somebody was invited each of its addresses answers as an unknown one. What is
/// posted comes from a page of ours, whatever the page behind the door asks besides.
/// </summary>
public sealed class StaffDoor(StaffSessions sessions, StaffPeople people, StaffCookie cookie, IAntiforgery antiforgery,
    SiteSettings site,
    IHostEnvironment environment, TimeProvider clock)
{
    public const string Path = "/staff";

    public const string SignInPath = "/staff/sign-in";

    public const string TouchPath = "/staff/touch";

    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        try
        {
            await Decide(context, next);
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            await FrontDoor.Refuse(context, StatusCodes.Status503ServiceUnavailable,
                "The clinic's records cannot be reached just now, so nothing was changed. Please try again in a minute.", closes: false);
        }
    }

    async Task Decide(HttpContext context, RequestDelegate next)
    {
        SecurityHeaders.SetForStaff(context.Response);
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<StaffPageAttribute>();
        var isEntrance = context.GetEndpoint()?.Metadata.GetMetadata<StaffEntranceAttribute>() is not null;
        if (site.Serve == Serve.Site || !site.IsStaffHost(context.Request.Host)
            || !await IsOpen(context.RequestAborted) || (rule is null && !isEntrance))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var session = cookie.Read(context.Request) is { } token
            ? await sessions.Find(token, clock.GetUtcNow(), context.RequestAborted) : null;
        if (session is not null && IsDemonstration(session) && !environment.IsDevelopment()) session = null;
        if (session is not null)
        {
            context.Features.Set(session);
            // Tokens against forged posts are bound to who is signed in.
            context.User = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.Key)], "passkey"));
        }
        var refusal = Refusal(context, rule, session);
        if (refusal is null && IsPost(context) && rule is { LargestFile: > 0 })
            await PostedFile.Read(context.Request, rule.LargestFile, context.RequestAborted);
        await (refusal is { } refuse ? refuse(context)
            : IsPost(context) && !await IsOurs(context, rule) ? NotOurs(context)
            : next(context));
    }

    RequestDelegate? Refusal(HttpContext context, StaffPageAttribute? rule, StaffSession? session)
    {
        if (rule is null) return null;
        if (session is null) return SignInFirst;
        if (!session.Person.Roles.May(rule.Action)) return NotTheirRole;
        var needsTouch = rule.Touch == FreshTouch.Always || (rule.Touch == FreshTouch.ForPosts && IsPost(context));
        return needsTouch && !IsDemonstration(session) && !session.IsFresh(clock.GetUtcNow()) ? TouchFirst : null;
    }

    static bool IsDemonstration(StaffSession session) => session.Person.Id == StaffPeople.Demonstration;

    Task SignInFirst(HttpContext context)
    {
        if (cookie.Read(context.Request) is not null) cookie.Take(context.Response);
        if (IsPost(context) || !HttpMethods.IsGet(context.Request.Method) || WantsJson(context))
            return FrontDoor.Refuse(context, StatusCodes.Status401Unauthorized,
                "You are signed out, so nothing was changed. Sign in again and repeat it.", closes: false);
        return SeeOther(context, StaffNext.To(SignInPath, context.Request.Path));
    }

    static Task NotTheirRole(HttpContext context) => FrontDoor.Refuse(context, StatusCodes.Status403Forbidden,
        "Your role at this clinic does not include this. Ask an owner if you need it.", closes: false);

    static Task TouchFirst(HttpContext context)
    {
        if (!WantsJson(context)) return SeeOther(context, StaffNext.To(TouchPath, context.Request.Path));
        return FrontDoor.Refuse(context, StatusCodes.Status403Forbidden,
            "Touch your passkey once more, then repeat this: nothing was changed.", closes: false);
    }

    static Task SeeOther(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }

    static Task NotOurs(HttpContext context) => FrontDoor.Refuse(context, StatusCodes.Status400BadRequest,
        "This did not come from a page of the clinic's side that is still good, so nothing was changed. Open the page again and repeat it.", closes: false);

    // Our pages send their own origin, since their referrer policy is same-origin; older browsers say nothing of the
    // site that a post comes from.
    async Task<bool> IsOurs(HttpContext context, StaffPageAttribute? rule)
    {
        var headers = context.Request.Headers;
        return headers["Sec-Fetch-Site"].ToString() == "same-origin"
            && Uri.TryCreate(headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && origin.Scheme == site.StaffUrl.Scheme && context.Request.Host == new HostString(origin.Authority)
            // Within our limits, and before anybody else reads it.
            && (!context.Request.HasFormContentType
                || await PostedBody.Read(context.Request, context.RequestAborted,
                    rule?.LargestPost ?? PostedBody.Largest) is { IsReadable: true })
            && await antiforgery.IsRequestValidAsync(context);
    }

    async ValueTask<bool> IsOpen(CancellationToken cancel) =>
        environment.IsDevelopment() || await people.WasAnyoneInvited(cancel);

    static bool IsPost(HttpContext context) => HttpMethods.IsPost(context.Request.Method);

    static bool WantsJson(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
}

public static class StaffDoorStep
{
    public static IApplicationBuilder UseStaffDoor(this IApplicationBuilder app)
    {
        var door = app.ApplicationServices.GetRequiredService<StaffDoor>();
        return app.UseWhen(context => context.Request.Path.StartsWithSegments(StaffDoor.Path,
            StringComparison.OrdinalIgnoreCase),
            staff => staff.Use(door.Pass));
    }

    /// <summary>Who is signed in, on a page that only who is signed in sees.</summary>
    public static StaffSession StaffSession(this HttpContext context) =>
        context.Features.Get<StaffSession>() ?? throw new InvalidOperationException("This page is shown to who is not signed in.");

    public static StaffSession? StaffSessionIfAny(this HttpContext context) => context.Features.Get<StaffSession>();
}
