using Clinic.Web.Articles;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;

namespace Clinic.Web.Site;

public static class SiteRoom
{
    const int LargestBody = 64 * 1024;
    static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(8);

    public static IServiceCollection AddSite(this IServiceCollection services, SiteSettings settings, PostLimitSettings limits)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new ContentSettings(settings.ContentFolder));
        services.AddSingleton<Assets>();
        services.AddSingleton<PageCache>();
        services.AddSingleton(limits);
        services.AddSingleton<PostLimits>();
        services.Configure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [settings.PublicUrl.Host];
            options.IncludeFailureMessage = false;
        });
        // The visitor's address, for the limits, from a proxy on this machine; from elsewhere nobody is believed.
        services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor);
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestBody;
            options.Limits.MaxRequestLineSize = 4 * 1024;
            options.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
            options.Limits.MaxConcurrentConnections = 20_000;
        });
        // What is being posted or mailed ends well, and the program ends before a service manager kills it.
        services.Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = LongestGoodbye;
            options.ServicesStopConcurrently = true;
        });
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        return services;
    }

    /// <summary>Everything a request passes before a page is asked.</summary>
    public static void UseSite(this WebApplication app)
    {
        var library = app.Services.GetRequiredService<ArticleLibrary>();
        var settings = app.Services.GetRequiredService<SiteSettings>();
        app.UseForwardedHeaders();
        // What the visitor's browser speaks, whatever the proxy before us speaks with us.
        app.Use((context, next) =>
        {
            context.Request.Scheme = settings.PublicUrl.Scheme;
            return next(context);
        });
        app.UseSecurityHeaders(settings);
        app.UseRequestLog();
        app.UseHostFiltering();
        app.UsePageCache();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseOnlyKnownMethods();
        app.UseAssetsAndPictures(app.Services.GetRequiredService<Assets>(), library);
        app.UseOneAddressPerPage(library);
    }
}
