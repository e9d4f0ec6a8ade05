using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Clinic.Web.Site.Safeguards;

/// <summary>What one visitor may take of the server: small requests, sent and read without dawdling.</summary>
static class ServerLimits
{
    const int LargestBody = 64 * 1024;

    public static void Set(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestLineSize = 4 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        options.Limits.MaxRequestHeaderCount = 64;
        options.Limits.MaxRequestBodySize = LargestBody;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        // Ten thousand connections that dawdle leave room for those that do not.
        options.Limits.MaxConcurrentConnections = 20_000;
        options.Limits.MaxConcurrentUpgradedConnections = 0;
        options.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
    }
}
