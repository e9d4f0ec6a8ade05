using Clinic.Web;
using Clinic.Web.Articles;
using Clinic.Web.Commands;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Development;
using Clinic.Web.Pages;
using Clinic.Web.Search;
using Clinic.Web.Site;

try
{
    var builder = WebApplication.CreateBuilder(args);
    var settings = ClinicSettings.Read(builder.Configuration, builder.Environment);

    builder.UseJsonLines();
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton<ClinicMetrics>();
    builder.Services.AddArticles();
    builder.Services.AddSearch();
    builder.Services.AddConsultations(settings.Store, settings.Wordings, sealFor: settings.Mail.Certificate);
    builder.Services.AddDelivery(settings.Mail, settings.Alarm, services => Letterheads.Of(services.GetRequiredService<ArticleLibrary>().Current.Clinic));
    builder.Services.AddSingleton(services => new ServedStates(() => services.GetRequiredService<ArticleLibrary>().Current.Clinic.States));
    builder.Services.AddSite(settings.Site, settings.Limits);
    builder.Services.AddPages(settings.Site);

    var app = builder.Build();
    await app.Services.GetRequiredService<IRequestStore>().Open(settings.Wordings.All, CancellationToken.None);

    if (CommandLine.IsCommand(args)) return await CommandLine.Run(args, app.Services);

    app.UseSite();
    app.MapPages();
    app.MapHealth();
    if (builder.Environment.IsDevelopment()) app.MapDevelopment(settings.Mail.PickupFolder);

    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is InvalidSettingsException or InvalidContentException or RequestNotKeptException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

public partial class Program;
