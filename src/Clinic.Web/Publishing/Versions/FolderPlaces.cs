using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Versions;

/// <summary>
/// The machines that have had the content folder: where it was, it is lost when it is empty; elsewhere it is filled.
/// </summary>
public sealed class FolderPlaces(Database database, StoreSettings store, ContentSettings settings)
{
    readonly string place = $"{Environment.MachineName}:{Path.GetFullPath(settings.Folder)}";
    volatile bool isNoted;

    /// <summary>An embedded store lies on the machine itself, beside its one folder.</summary>
    public bool IsOnlyOne => store.Provider == StoreProvider.Sqlite;

    public async Task<bool> IsUnknown(CancellationToken cancel) => !IsOnlyOne && !await database.Read(session =>
        session.Exists("SELECT 1 FROM content_place WHERE place = @place", new { place }), cancel);

    public async Task Is(DateTimeOffset now, CancellationToken cancel)
    {
        if (isNoted) return;
        await database.WriteBesides(session => session.Execute(
            "INSERT INTO content_place (place, filled_at) VALUES (@place, @now) ON CONFLICT (place) DO NOTHING",
                new { place, now }), cancel);
        isNoted = true;
    }
}
