using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Versions;

/// <summary>One step in which content changed: one version, or several that were made together.</summary>
/// <param name="Did">What was done, in words that follow on a name; the first says most.</param>
public sealed record LoggedChange(IReadOnlyList<ContentVersion> Versions, IReadOnlyList<string> Did)
{
    public ContentVersion First => Versions[0];
}

/// <param name="Path">Only changes of this file, or null.</param>
/// <param name="Who">Only changes by this person or <see cref="ContentVersion.TheFolder"/>, or null.</param>
public sealed record ChangeFilter(string? Path, string? Who);

/// <summary>The history in plain words, newest first.</summary>
public sealed partial class ChangeLog(Database database, ContentHistory history)
{
    const int MostNamed = 4;
    const string NewAddress = "gave ";
    const int MostRemembered = 2000;

    readonly ConcurrentDictionary<string, IReadOnlyList<string>> remembered = new(StringComparer.Ordinal);

    /// <param name="before">Only changes whose last version has a smaller number.</param>
    public async Task<IReadOnlyList<LoggedChange>> Recent(ChangeFilter filter, long before, int count,
        CancellationToken cancel)
    {
        var keys = await database.Read(session => session.Rows<string>(
            """
            SELECT change FROM content_version
            WHERE (@Path IS NULL OR path = @Path) AND (@Who IS NULL OR who = @Who)
            GROUP BY change HAVING MAX(number) < @before ORDER BY MAX(number) DESC LIMIT @count
            """, new { filter.Path, filter.Who, before, count }), cancel);
        var changes = new List<LoggedChange>();
        foreach (var key in keys) changes.Add(await Of(key, cancel));
        return changes;
    }

    /// <summary>The change that a version belongs to, or null.</summary>
    public async Task<LoggedChange?> With(long number, CancellationToken cancel)
    {
        var key = await database.Read(session =>
            session.Value<string>("SELECT change FROM content_version WHERE number = @number", new { number }), cancel);
        return key is null ? null : await Of(key, cancel);
    }

    /// <summary>The bytes of the version before, or null where there was none.</summary>
    public async Task<byte[]?> Before(ContentVersion version, CancellationToken cancel)
    {
        var previous = await database.Read(session => session.Value<long?>(
            "SELECT MAX(number) FROM content_version WHERE path = @Path AND number < @Number",
                new { version.Path, version.Number }), cancel);
        return previous is { } number ? await history.Bytes(number, cancel) : null;
    }

    /// <summary>Every file that was ever changed.</summary>
    public Task<IReadOnlyList<string>> Paths(CancellationToken cancel) => database.Read(session =>
        session.Rows<string>("SELECT DISTINCT path FROM content_version ORDER BY path"), cancel);

    /// <summary>Everybody who ever changed something, by their key.</summary>
    public Task<IReadOnlyList<string>> Authors(CancellationToken cancel) => database.Read(session =>
        session.Rows<string>("SELECT DISTINCT who FROM content_version ORDER BY who"), cancel);

    async Task<LoggedChange> Of(string key, CancellationToken cancel)
    {
        var versions = await history.InChange(key, cancel);
        if (remembered.TryGetValue(key, out var known)) return new(versions, known);
        if (remembered.Count > MostRemembered) remembered.Clear();
        return new(versions, remembered[key] = await Did(versions, cancel));
    }

    async Task<IReadOnlyList<string>> Did(IReadOnlyList<ContentVersion> versions, CancellationToken cancel)
    {
        if (versions[0].Cause == VersionCause.Begun)
            return [$"had {Files(versions.Count)} here when the history began"];
        var said = new List<string>();
        var shown = versions.Where(version => !IsSize(version, versions)).ToList();
        // Of a rename the new address is said first, whatever else it touched.
        var named = shown.OrderBy(version => ContentFolder.IsPicture(version.Path))
            .Where((version, index) => index < MostNamed || version.Cause == VersionCause.Renamed);
        foreach (var version in named)
        {
            var (before, after) = (await Before(version, cancel), await history.Bytes(version.Number, cancel));
            var title = FileWords.TitleIn(TextOf(version.Path), ContentFolder.IsPicture(version.Path)
                ? await OfText(version, cancel) : after ?? before);
            var words = FileWords.Of(version.Path, before, after, title).Where(one => one.Length > 0);
            said.AddRange(version.Cause switch
            {
                VersionCause.Renamed when before is null && ContentFolder.IsText(version.Path) =>
                    [$"{NewAddress}{title} the new address {version.Path[..^3]}"],
                VersionCause.Renamed when after is null => [],
                VersionCause.PutBack => words.Select(one => $"put back an earlier version and so {one}"),
                VersionCause.Signed => words.Prepend($"signed {title}"),
                _ => words,
            });
        }
        if (versions[0].Cause == VersionCause.Renamed)
            said = [.. said.OrderBy(one => one.StartsWith(NewAddress, StringComparison.Ordinal) ? 0 : 1)
                .Take(MostNamed)];
        else if (shown.Count > MostNamed) said.Add($"and changed {Files(shown.Count - MostNamed)} more");
        return said.Count > 0 ? said : ["changed the site"];
    }

    // "bed-480.webp" comes and goes with "bed.jpg".
    static bool IsSize(ContentVersion version, IReadOnlyList<ContentVersion> together) =>
        SizeOfPicture().Match(version.Path) is { Success: true } size
            && together.Any(other => other.Path.StartsWith(size.Groups["picture"].Value + ".",
                StringComparison.Ordinal));

    [GeneratedRegex(@"^(?<picture>.+)-\d{2,4}\.webp\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SizeOfPicture();

    async Task<byte[]?> OfText(ContentVersion picture, CancellationToken cancel) =>
        await history.Newest(TextOf(picture.Path), cancel) is { } text
            ? await history.Bytes(text.Number, cancel) : null;

    // A picture lies in a folder with the name of its text.
    static string TextOf(string path) =>
        ContentFolder.IsPicture(path) ? Path.GetDirectoryName(path)!.Replace('\\', '/') + ".md" : path;

    static string Files(int count) => count == 1 ? "1 file" : $"{count} files";
}
