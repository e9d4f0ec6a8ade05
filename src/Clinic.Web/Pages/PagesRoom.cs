using Clinic.Web.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Clinic.Web.Pages;

public static class PagesRoom
{
    public static IServiceCollection AddPages(this IServiceCollection services, SiteSettings site)
    {
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = site.IsHttps ? "__Host-form" : "form";
            options.Cookie.SecurePolicy = site.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.Path = "/";
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<ReceivedNote>();
        services.AddSingleton<PostOrigin>();
        services.AddSingleton<SearchLimits>();
        services.AddSingleton<StaffCookie>();
        services.AddSingleton<SignInCookies>();
        services.AddSingleton<StaffDoor>();
        services.AddSingleton<StaffScripts>();
        services.AddSingleton<ReaderViews>();
        services.AddRazorPages();
        // Pages read what was posted themselves, so that repeated fields are seen.
        services.Configure<MvcOptions>(options =>
        {
            RemoveFormBinding(options.ValueProviderFactories);
            options.Filters.Add<ReadOnlyPages>();
        });
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapSyndication();
        app.MapGet("/livez", () => Results.Text("alive"));
    }

    static void RemoveFormBinding(IList<IValueProviderFactory> factories)
    {
        var formBinding = factories.Where(factory => factory
            is FormValueProviderFactory or JQueryFormValueProviderFactory or FormFileValueProviderFactory);
        foreach (var factory in formBinding.ToList()) factories.Remove(factory);
    }
}
