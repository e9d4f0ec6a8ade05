using Clinic.Web.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

/// <summary>An address of the clinic's side, as the site itself routes it.</summary>
/// <param name="Pattern">With the names of segments that stand for something, such as {reference}.</param>
/// <param name="Model">Of the page; what it takes is found there.</param>
public sealed record StaffRoute(string Pattern, Type? Model)
{
    public StaffPageAttribute? Rule => Attribute<StaffPageAttribute>();

    public bool IsEntrance => Attribute<StaffEntranceAttribute>() is not null;

    public static IReadOnlyList<StaffRoute> AllOf(ClinicSite site)
    {
        var loader = site.Services.GetRequiredService<PageLoader>();
        var pages = site.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>()
            .ToLookup(page => "/" + page.AttributeRouteInfo!.Template!.TrimStart('/'));
        return
        [
            .. from endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
               where pattern.StartsWith("/staff", StringComparison.Ordinal)
               orderby pattern
               select new StaffRoute(pattern, pages[pattern].Select(page => ModelOf(loader, page)).SingleOrDefault()),
        ];
    }

    /// <param name="fill">What stands for a segment of that name.</param>
    public string Address(Func<string, string> fill) =>
        string.Join('/', Pattern.Split('/').Select(part => part.StartsWith('{') ? fill(part.Trim('{', '}', '*')) : part));

    T? Attribute<T>() where T : Attribute => Model?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().SingleOrDefault();

    // A route names the model of its page only once it has been asked for.
    static Type ModelOf(PageLoader loader, PageActionDescriptor page) =>
        loader.LoadAsync(page, EndpointMetadataCollection.Empty).GetAwaiter().GetResult().ModelTypeInfo!.AsType();
}
