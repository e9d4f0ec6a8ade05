using System.Net;
using System.Net.Sockets;
using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The site in memory with a clock that the test moves, so that waiting for the next try takes no time. Mail goes in the clear to this machine.</summary>
public sealed class WaitingSite : ClinicSite
{
    readonly LogLines log = new();

    public WaitingSite(int mailPort)
    {
        Clock = new(DateTimeOffset.UtcNow);
        Settings["Mail:Transport"] = "MailKit";
        Settings["Mail:Mode"] = "Full";
        Settings["Mail:Host"] = "localhost";
        Settings["Mail:Port"] = $"{mailPort}";
        Settings["Mail:Security"] = "None";
        Settings["Mail:From"] = "website@clinic.example";
        Settings["Mail:To"] = "requests@clinic.example";
    }

    /// <summary>Nobody listens there for the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task<string> Ask()
    {
        using var visitor = new Visitor(Browser(), new("http://localhost"));
        await visitor.OpenForm();
        Wait(FormBrowser.TimeToFillIn);
        Assert.Equal(HttpStatusCode.SeeOther, await visitor.Press(Visitor.Answers()));
        return await visitor.ReadReference();
    }

    public void Wait(TimeSpan time) => Clock.Now += time;

    public Task Logged(params string[] words) => log.Line(line => words.All(word => line.Contains(word, StringComparison.Ordinal)));

    public Task<QueueState> Queue() => Services.GetRequiredService<Outbox>().State(CancellationToken.None);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(log));
    }

    sealed class LogLines : ILoggerProvider, ILogger
    {
        readonly Lines lines = new();

        public Task<string> Line(Func<string, bool> wanted) => lines.Find(wanted);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
