using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clinic.Web.Tests;

/// <summary>Somebody else's web server, on a port of this machine, that remembers what was posted to one of its addresses.</summary>
sealed class HttpReceiver : IAsyncDisposable
{
    readonly ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, byte[] Body)> posts = new();
    readonly WebApplication app;
    readonly string path;

    HttpReceiver(string path)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        this.path = path;
        app = builder.Build();
        app.MapPost(path, async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            posts.Enqueue((context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            context.Response.StatusCode = (int)Status;
        });
    }

    public IReadOnlyList<(IReadOnlyDictionary<string, string> Headers, byte[] Body)> Posts => [.. posts];

    public HttpStatusCode Status { get; set; } = HttpStatusCode.NoContent;

    public Uri Address => new(Root, path);

    public Uri Root => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<HttpReceiver> Start(string path)
    {
        var receiver = new HttpReceiver(path);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
