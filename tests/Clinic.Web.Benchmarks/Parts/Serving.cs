using BenchmarkDotNet.Attributes;
using Clinic.Web.Articles;
using Clinic.Web.Site.Caching;
using Microsoft.AspNetCore.Http;

namespace Clinic.Web.Benchmarks.Parts;

/// <summary>A hit in the page cache without the server around it; packing a page for the first time.</summary>
public class Serving
{
    readonly DefaultHttpContext context = new();
    byte[] plain = [];
    CachedPage page = null!;

    [GlobalSetup]
    public void Pack()
    {
        plain = System.Text.Encoding.UTF8.GetBytes(new SnapshotReader(new ContentFolder(Path.Combine(AppContext.BaseDirectory, "content"))).Read().All[ManyArticles.Article].Body.Html);
        page = new(plain, "text/html; charset=utf-8");
        page.CompressWell();
        context.Request.Method = "GET";
        context.Request.Headers.AcceptEncoding = "gzip, deflate, br";
    }

    [Benchmark]
    public Task Hit()
    {
        context.Response.Headers.Clear();
        return page.Send(context, "no-cache");
    }

    [Benchmark]
    public CachedPage FirstTime() => new(plain, "text/html; charset=utf-8");
}
