using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Delivery;

namespace Clinic.Web.Publishing;

/// <summary>
/// Something that the site shows in an older version, and what must be mended before the new one is shown.
/// </summary>
public sealed record OlderShown(string What, string File, DateTimeOffset Since, string Because, TimeZoneInfo Zone)
{
    public override string ToString() =>
        $"The site shows an older version of {What} since {ClinicTime.Moment(Since, Zone)}, because {Because}";
}

/// <summary>What the site shows, held against what lies in the content folder, the words of consent included.</summary>
public sealed class ShownContent(ContentSettings settings, ArticleLibrary library, ConsentWordings wordings,
    StoredVersions versions, TimeProvider clock)
{
    static readonly TimeSpan ConsentHolds = TimeSpan.FromSeconds(5);
    public const string ConsentSums = StoreOpening.ConsentFolder + "SHA256SUMS";

    readonly Lock gate = new();
    readonly Dictionary<string, DateTimeOffset> noticed = new(StringComparer.Ordinal);
    (long At, string? Fault)? consent;

    public bool IsFolderLost => library.Current.IsFolderLost || library.Trouble is not null;

    public int Errors() => library.Current.Problems.Count(problem => problem.Severity == ProblemSeverity.Error)
        + (library.Trouble is null ? 0 : 1) + (ConsentFault() is null ? 0 : 1);

    public ContentHealth Health()
    {
        var older = Older();
        return new(
            Errors(), IsFolderLost, older.Count > 0 ? older.Min(version => version.Since) : null,
            [.. older.Select(version => version.ToString())]);
    }

    public IReadOnlyList<OlderShown> Older()
    {
        var zone = library.Current.Clinic.TimeZone;
        var older = library.Current.Older.Select(version =>
            new OlderShown(version.What, version.File, Since(version.File), Because(version.Because), zone)).ToList();
        if (ConsentFault() is { } fault)
            older.Add(new("the words of consent", ConsentSums, Since(ConsentSums), fault.ReplaceLineEndings(" "),
                zone));
        lock (gate)
        {
            foreach (var mended in noticed.Keys.Except(older.Select(version => version.File)).ToList())
                noticed.Remove(mended);
        }
        return older;
    }

    DateTimeOffset Since(string file)
    {
        if (versions.RefusedSince(file) is { } known) return known;
        lock (gate) return noticed.TryGetValue(file, out var seen) ? seen : noticed[file] = clock.GetUtcNow();
    }

    static string Because(ContentProblem problem) =>
        $"{(problem.Rule == ContentRule.File || problem.Line <= 1 ? "of this" : $"of line {problem.Line}")}: "
            + $"{problem.Wrong} Expected: {problem.Expected}";

    // They are used as they were at the start, but somebody may have harmed them since.
    string? ConsentFault()
    {
        // They went with the folder, and that is told already.
        if (library.Current.IsFolderLost
            && !Directory.Exists(Path.Combine(settings.Folder, StoreOpening.ConsentFolder)))
            return null;
        if (wordings.Fault is { } begun && Now() is not null) return begun;
        return Now();

        string? Now()
        {
            lock (gate)
            {
                if (consent is { } known && clock.GetElapsedTime(known.At) < ConsentHolds) return known.Fault;
                var read = ConsentWordings.Read(Path.Combine(settings.Folder, StoreOpening.ConsentFolder));
                var fault = read.Fault ?? wordings.All.FirstOrDefault(words =>
                    read.Find(words.Version, words.Purpose) is not { } now || now.Sha256 != words.Sha256) switch
                {
                    { Version: var version } => $"The consent wording {version}.md was edited after people agreed to "
                        + $"it: put the old words back and write the new ones in a new file.",
                    null => null,
                };
                consent = (clock.GetTimestamp(), fault);
                return fault;
            }
        }
    }
}
