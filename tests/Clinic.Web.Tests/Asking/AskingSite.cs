using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Asking;

/// <summary>The site with its own limits, the address its visitors come from, its most talkative log, and a look into the files it keeps.</summary>
public sealed class AskingSite : ClinicSite
{
    bool isMailed = true;
    readonly DirectoryInfo logs = Directory.CreateTempSubdirectory("logs-");

    public AskingSite()
    {
        Settings["Log:File"] = Path.Combine(logs.FullName, "clinic.json");
        SetLevel("Verbose");
    }

    /// <summary>Where the next requests come from.</summary>
    public IPAddress Visitor { get; set; } = IPAddress.Parse("192.0.2.1");

    /// <summary>Every post fails as nobody planned, and the message of the failure repeats what was typed.</summary>
    public bool HasAMistake { get; set; }

    public OpenStore Store => new(Services);

    public string DatabaseFile => Path.Combine(StoreFolder, "requests.db");

    public string LogFolder => logs.FullName;

    /// <summary>As the site ships them, not as wide as the other tests need them.</summary>
    public AskingSite WithItsOwnLimits()
    {
        foreach (var limit in new[] { "PostsPerAddress", "KeptPerAddress", "KeptInAll", "SuspectedInAll", "SuspectedADay", "SearchesPerAddress" }) Settings[$"Limits:{limit}"] = "";
        return this;
    }

    /// <summary>Only what somebody should look into, so that an empty log means that all went well.</summary>
    public AskingSite WithAQuietLog()
    {
        SetLevel("Error");
        return this;
    }

    /// <summary>A file where the pickup folder should be: the clinic's mail cannot be handed over until <see cref="MendMail"/>.</summary>
    public AskingSite WithBrokenMail()
    {
        File.WriteAllText(PickupFolder, "");
        return this;
    }

    /// <summary>Nothing is ever tried: the worker does not begin.</summary>
    public AskingSite WithSlowMail()
    {
        isMailed = false;
        return this;
    }

    public void MendMail()
    {
        File.Delete(PickupFolder);
        // Past the wait after many failures; the next mail that is queued wakes the worker.
        Clock.Now += TimeSpan.FromHours(2);
    }

    /// <summary>Waits until the site tried to hand over a mail and could not.</summary>
    public Task MailFails() => Eventually.Holds(() => Log().Contains("not delivered at attempt", StringComparison.Ordinal), SentMails.Patience, "a mail was tried in vain");

    /// <summary>Nothing is written behind any more: else the delivery's next commit mends a header that a test damages.</summary>
    public Task HasMailedAll() => Eventually.Holds(() => Rows<string>("SELECT state FROM outbox WHERE state IN ('Waiting', 'Sending')").Count == 0, SentMails.Patience, "all that was queued is mailed");

    public IReadOnlyList<T> Rows<T>(string sql)
    {
        using var database = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly;Pooling=False");
        return [.. database.Query<T>(sql)];
    }

    public string Log() => string.Concat(Directory.EnumerateFiles(LogFolder).Select(file => System.Text.Encoding.UTF8.GetString(Bytes(file))));

    /// <summary>What a file holds, also while the site has it open.</summary>
    public static byte[] Bytes(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        open.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Sends a good form and gives the address of its private page, as the received page links to it.</summary>
    public async Task<string> Ask(params (string Field, string Value)[] changes)
    {
        using var form = await FormBrowser.At(this);
        var received = await form.Follow(await form.Send(changes));
        return received.Page.QuerySelector<IHtmlAnchorElement>("main a[href^='/request/']")!.GetAttribute("href")!;
    }

    public static string SecretIn(string privatePage) => privatePage.Split('/')[^1];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            if (!isMailed) services.Remove(services.Single(service => service.ImplementationType == typeof(DeliveryWorker)));
            services.AddSingleton<IStartupFilter>(new From(() => Visitor));
            services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new Mistake(this)));
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && logs.Exists) logs.Delete(recursive: true);
    }

    void SetLevel(string level)
    {
        foreach (var source in new[] { "", ":Default", ":Override:Microsoft", ":Override:System", ":Override:Microsoft.Hosting.Lifetime" }) Settings[$"Serilog:MinimumLevel{source}"] = level;
    }

    sealed class Mistake(AskingSite site) : IAsyncResourceFilter
    {
        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            if (site.HasAMistake && context.HttpContext.Features.Get<IExceptionHandlerFeature>() is null)
                throw new InvalidOperationException(string.Join(' ', (await context.HttpContext.Request.ReadFormAsync()).SelectMany(field => field.Value.ToArray())));
            await next();
        }
    }

    // In memory there is no connection to tell an address.
    sealed class From(Func<IPAddress> visitor) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, after) =>
            {
                context.Connection.RemoteIpAddress = visitor();
                return after(context);
            });
            next(app);
        };
    }
}
