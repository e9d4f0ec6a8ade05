using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Clinic.Web.Site.Engine;

/// <summary>
/// What is done for the machine's sake, below every page: memory, processor and the server's own parts.
/// </summary>
static class EngineRoom
{
    /// <param name="errorAnswers">What the answers that the server gives by itself are completed with.</param>
    public static IServiceCollection AddEngine(
        this IServiceCollection services, Func<IServiceProvider, KestrelErrorAnswers> errorAnswers)
    {
        services.AddSingleton<SocketBufferPool>();
        services.AddSingleton<IMemoryPoolFactory<byte>>(provider => provider.GetRequiredService<SocketBufferPool>());
        services.AddSingleton(provider => ProcessUse.Here with
        {
            GiveBack = provider.GetRequiredService<SocketBufferPool>().ReleaseUnused + ProcessUse.Here.GiveBack,
        });
        services.AddHostedService<MemoryTrimmer>();
        // A request is read as it comes, not first waited for: fewer steps for each, at 4 kB for a waiting connection.
        services.Configure<SocketTransportOptions>(options => options.WaitForDataBeforeAllocatingBuffer = false);
        services.AddOptions<KestrelServerOptions>().Configure<IServiceProvider>((options, provider) =>
            options.ConfigureEndpointDefaults(endpoint =>
                endpoint.Use(errorAnswers(provider).AddTo)));
        return services;
    }

    // Nobody logs in here, but the framework puts its steps for that in front of ours, unless it believes that they are
    // there.
    public static void SkipAuthentication(this IApplicationBuilder app)
    {
        foreach (var step in new[] { "__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet" })
            app.Properties[step] = true;
    }

    // Who reads an article is served from the cache and never comes here; the others are few and take a hundred times
    // as long.
    public static async Task YieldToReaders(HttpContext context, RequestDelegate next)
    {
        CpuScheduling.YieldToReaders();
        await next(context);
        CpuScheduling.YieldToReaders();
    }
}
