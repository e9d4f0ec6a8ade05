using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing;
using Clinic.Web.Publishing.Versions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clinic.Web.Tests.Publishing;

/// <summary>One machine of a clinic: a content folder of its own on a database that others use, too. It looks when it is told to.</summary>
public sealed class ClinicMachine : IDisposable
{
    readonly FolderUpdater updater;
    readonly ArticleLibrary library;

    public ClinicMachine(Database database, string folder, StoreProvider provider, string environment = "Production", ContentUpdate? update = null)
    {
        Folder = folder;
        var settings = new ContentSettings(folder, ShowsAll: false);
        library = new(settings, new(() => new ContentOpening(folder)), new NothingKept(), TimeProvider.System, NullLogger<ArticleLibrary>.Instance);
        (Database, History) = (database, new(database));
        Conflicts = new(database);
        State = new(settings, library);
        updater = new(database, History, settings, library, State, new(database, new(provider, ""), settings), update ?? ContentUpdate.Nothing,
            new Surroundings(environment), TimeProvider.System, NullLogger<FolderUpdater>.Instance);
        Trial = new(settings, library, TimeProvider.System);
        Publisher = new(database, settings, updater, State, Trial, TimeProvider.System, NullLogger<ContentPublisher>.Instance);
    }

    public Database Database { get; }
    public string Folder { get; }
    public ContentHistory History { get; }
    public ContentConflicts Conflicts { get; }
    public ContentFolderState State { get; }
    public ContentPublisher Publisher { get; }
    public TrialReading Trial { get; }
    public ContentSnapshot Shown => library.Current;

    public Task Look() => updater.BringTogether(default);

    public string? Text(string path) => File.Exists(Path.Combine(Folder, path)) ? File.ReadAllText(Path.Combine(Folder, path)) : null;

    public void Save(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, path))!);
        File.WriteAllText(Path.Combine(Folder, path), text);
    }

    public void TakeOut(string path) => File.Delete(Path.Combine(Folder, path));

    /// <summary>Publishes over the newest version, as a person who has just opened it.</summary>
    public async Task<PublishResult> Publish(string path, string? text, string who = "robin") =>
        await Publish(path, text, (await History.Newest(path, default))?.Sha256, who);

    public Task<PublishResult> Publish(string path, string? text, string? opened, string who) => Publisher.Publish(
        new(who, text is null ? VersionCause.Deleted : VersionCause.Published, [new(path, text is null ? null : Bytes(text), opened)]), null, default);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Hash(string text) => FileChange.HashOf(Bytes(text));

    public void Dispose()
    {
        updater.Dispose();
        library.Dispose();
    }

    sealed class Surroundings(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;
        public string ApplicationName { get; set; } = "Clinic.Web";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
