using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Site;

/// <summary>The site as on a server: its public address is https, and a proxy on the same machine says how the visitor came.</summary>
public sealed class SecureSite : ClinicSite
{
    public SecureSite()
    {
        IsProduction = true;
        Settings["Site:PublicUrl"] = "https://localhost";
    }

    /// <summary>The form cannot be sealed, which is nobody's plan.</summary>
    public bool HasLostItsKeys { get; init; }

    /// <summary>The machine that speaks with the site; null stands for this one.</summary>
    public IPAddress? Peer { get; set; }

    public HttpClient Browser(string cameOver)
    {
        var browser = Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", cameOver);
        return browser;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IStartupFilter>(new PeerFilter(this));
            if (HasLostItsKeys) services.AddSingleton<IDataProtectionProvider, NoKeys>();
        });
    }

    sealed class PeerFilter(SecureSite site) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, step) =>
            {
                context.Connection.RemoteIpAddress = site.Peer ?? IPAddress.Loopback;
                return step(context);
            });
            next(app);
        };
    }

    sealed class NoKeys : IDataProtectionProvider
    {
        public IDataProtector CreateProtector(string purpose) => new NoProtector();
    }

    sealed class NoProtector : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => throw new InvalidOperationException("The key ring Quokkaname is gone.");

        public byte[] Unprotect(byte[] protectedData) => throw new InvalidOperationException("The key ring Quokkaname is gone.");
    }
}
