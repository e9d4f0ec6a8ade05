using Clinic.Web;
using Clinic.Web.Articles;
using Clinic.Web.Commands;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Development;
using Clinic.Web.Pages;
using Clinic.Web.Publishing;
using Clinic.Web.Search;
using Clinic.Web.Settings;
using Clinic.Web.Site;
using Clinic.Web.Site.Engine;
using Clinic.Web.Site.Safeguards;
using Clinic.Web.Staff;
using Clinic.Web.Startup;
using Microsoft.AspNetCore.Connections;

CpuScheduling.UseBatchScheduling();
try
{
    // Settings are read once. Else the host watches their files, and where no watch is left it would not start at all.
    var builder = WebApplication.CreateBuilder([.. OwnFolder(), .. args, "--hostBuilder:reloadConfigOnChange=false"]);
    if (CommandLine.IsCommand(args))
        return await CommandLine.Run(args, new(builder.Configuration, builder.Environment, TimeProvider.System,
            () => OpenFor(builder)));

    var app = Build(builder, isCommand: false);
    // The store opens while the rest is put together.
    var opening = app.Services.OpenConsultations(needsKeys: true);
    app.UseSite(FloodsOf(app.Services));
    app.UseStaffDoor();
    app.MapPages();
    app.MapHealth();
    if (app.Environment.IsDevelopment())
        app.MapDevelopment(app.Services.GetRequiredService<MailSettings>().PickupFolder);
    await opening;
    if (app.Services.GetRequiredService<SiteSettings>().Serve != Serve.Site) await app.Services.RequireStaffHost();

    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is InvalidSettingsException or InvalidContentException or StoreUnavailableException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
catch (IOException e) when (e.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync(
        $"{e.Message.TrimEnd('.')}: end the other program, or choose another port, as in --urls http://localhost:5081.");
    return 2;
}

static async Task<IServiceProvider> OpenFor(WebApplicationBuilder builder)
{
    var services = Build(builder, isCommand: true).Services;
    await services.OpenConsultations(needsKeys: false);
    return services;
}

// Begun in a folder without a settings file, such as an operator's home, it has its settings and its store where the
// program is.
static string[] OwnFolder()
{
    string[] choices = ["ASPNETCORE_CONTENTROOT", "DOTNET_CONTENTROOT"];
    var isChosen = File.Exists("appsettings.json")
        || choices.Any(name => Environment.GetEnvironmentVariable(name) is not null);
    return isChosen ? [] : [$"--{HostDefaults.ContentRootKey}={AppContext.BaseDirectory}"];
}

static FloodGate[] FloodsOf(IServiceProvider services)
{
    var (posts, searches) = (services.GetRequiredService<PostLimits>(), services.GetRequiredService<SearchLimits>());
    return
    [
        new(context => IsPatients(context) && posts.IsFlood(context.Connection.RemoteIpAddress), PostLimits.Window,
            clinic => "Too many forms came from your network, so this one was not received. Please go back and send it again in ten minutes, "
                + $"or call {clinic.PhoneShown}."),
        new(context => context.Request.Path == SearchLimits.Path
            && searches.IsFlood(context.Connection.RemoteIpAddress), SearchLimits.Window,
            clinic => $"Too many searches came from your network. Please try again in ten minutes, or call {clinic.PhoneShown}. "
                + $"In danger or despair: {clinic.Lifeline.Say} {clinic.Emergency.Say}"),
    ];
}

// A flood of forms from the clinic's own network keeps nobody there from answering.
static bool IsPatients(HttpContext context) =>
    HttpMethods.IsPost(context.Request.Method) && !context.Request.Path.StartsWithSegments(StaffDoor.Path,
        StringComparison.Ordinal);

static WebApplication Build(WebApplicationBuilder builder, bool isCommand)
{
    var settings = ClinicSettings.Read(builder.Configuration, builder.Environment, bringsContent: !isCommand);

    builder.Services.AddArticles(new(settings.Site.ContentFolder, ShowsAll: settings.Site.ShowsPreview),
        beginsNow: !isCommand);
    builder.Services.AddPublishing(settings.Update);
    builder.UseLog(toStandardError: isCommand);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton<ClinicMetrics>();
    builder.Services.AddMetricsExport(settings.Metrics);
    builder.Services.AddSearch();
    builder.Services.AddConsultations(
        settings.Store, settings.Wordings, settings.Limits, settings.Mail.Sealing, makesKeys: !isCommand);
    builder.Services.AddStaff(settings.Site.StaffUrl);
    builder.Services.AddDelivery(settings.Mail, settings.Alarm, settings.Site.PublicUrl, settings.Site.StaffUrl,
        all => all.GetRequiredService<StaffScripts>().Fingerprint);
    builder.Services.AddSite(settings.Site);
    builder.Services.AddPages(settings.Site);
    if (settings.Site.ShowsPreview) builder.Services.AddPreview();

    return builder.Build();
}

public partial class Program;
