using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// The empty form is made for each visit, so that no cache holds it compressed. It repeats nothing that anybody sent:
/// its size tells an onlooker nothing of its secrets. The answer to a post does repeat, and stays as it is.
/// </summary>
public static class FormCompression
{
    const string Form = "/is-ketamine-right-for-me";

    public static IServiceCollection AddCompressionOfForms(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.Providers.Add<Brotli>();
        options.Providers.Add<GzipCompressionProvider>();
    }).Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);

    public static IApplicationBuilder UseCompressionOfForms(this IApplicationBuilder app) =>
        app.UseWhen(context => HttpMethods.IsGet(context.Request.Method) && context.Request.Path == Form, form =>
            form.UseResponseCompression());

    // The framework's own goes by levels: the one below is 7 % larger, the one above takes fifty times as long.
    sealed class Brotli : ICompressionProvider
    {
        const int Quality = 5;

        public string EncodingName => "br";

        public bool SupportsFlush => true;

        public Stream CreateStream(Stream outputStream) =>
            new BrotliStream(outputStream, new BrotliCompressionOptions { Quality = Quality }, leaveOpen: true);
    }
}
