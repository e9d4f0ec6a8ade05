using Clinic.Web.Articles;
using Clinic.Web.Site.Caching;
using Clinic.Web.Site.Engine;
using Clinic.Web.Site.Safeguards;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Clinic.Web.Site;

public static class SiteRoom
{
    static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(8);

    public static IServiceCollection AddSite(this IServiceCollection services, SiteSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<BestCompression>();
        services.AddHostedService(provider => provider.GetRequiredService<BestCompression>());
        services.AddSingleton<Assets>();
        services.AddSingleton<FormScript>();
        services.AddSingleton<PageCache>();
        services.AddSingleton<SecurityHeaders>();
        services.AddSingleton<RequestLog>();
        services.AddHostedService(provider => provider.GetRequiredService<RequestLog>());
        // The framework's own host filter stands before all our steps; FrontDoor does its work, with headers.
        services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
        services.Configure<KestrelServerOptions>(ServerLimits.Set);
        services.AddSingleton<UnreadableRequests>();
        services.AddEngine(errorAnswers: provider => new(
            provider.GetRequiredService<SecurityHeaders>().AsLines(),
            provider.GetRequiredService<UnreadableRequests>().PageFor));
        // What is being posted or mailed ends well, and the program ends before a service manager kills it.
        services.Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = LongestGoodbye;
            options.ServicesStopConcurrently = true;
            // What fails behind is logged; the pages are read and forms are kept all the same.
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        services.AddCompressionOfForms();
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        return services;
    }

    /// <summary>Everything a request passes before a page is asked.</summary>
    public static void UseSite(this WebApplication app, IReadOnlyList<FloodGate> floods)
    {
        var library = app.Services.GetRequiredService<ArticleLibrary>();
        var settings = app.Services.GetRequiredService<SiteSettings>();
        app.SkipAuthentication();
        app.UseSecurityHeaders();
        app.UseSchemeOfVisitor(settings.Proxies);
        app.UseRequestLog();
        app.UseFrontDoor(settings);
        app.UsePageCache();
        // Here and no earlier: what the cache holds is the same for every visitor.
        app.UseAddressOfVisitor(settings.Proxies);
        foreach (var gate in floods) app.Use((context, next) => gate.Pass(context, next, library));
        app.Use(EngineRoom.YieldToReaders);
        app.UseCompressionOfForms();
        app.UseExceptionHandler("/error/500");
        // An exception clears what was set before it.
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseOnlyKnownMethods();
        app.UseAssetsAndPictures(app.Services.GetRequiredService<Assets>(), library);
        app.UseOneAddressPerPage(library);
        // Here and no earlier: what the cache holds needs no route.
        app.UseRouting();
    }
}
