using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// The empty form is made for each visit, so that no cache holds it compressed. It repeats nothing that anybody sent: its size tells an
/// onlooker nothing of its secrets. The answer to a post does repeat, and stays as it is.
/// </summary>
public static class FormCompression
{
    const string Form = "/is-ketamine-right-for-me";

    public static IServiceCollection AddCompressionOfForms(this IServiceCollection services) => services
        .AddResponseCompression(options => options.EnableForHttps = true)
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);

    public static IApplicationBuilder UseCompressionOfForms(this IApplicationBuilder app) =>
        app.UseWhen(context => HttpMethods.IsGet(context.Request.Method) && context.Request.Path == Form, form => form.UseResponseCompression());
}
