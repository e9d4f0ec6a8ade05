using System.Globalization;
using System.Text;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Delivery;

/// <summary>What the morning mail tells besides its counts.</summary>
/// <param name="Late">References and days of requests that are past the promised day.</param>
/// <param name="Older">What the site shows in an older version, in sentences.</param>
public sealed record MorningNews(IReadOnlyList<string> Late, IReadOnlyList<string> Older)
{
    /// <summary>Files that were changed in two places at once, in sentences.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>
    /// Whom requests are sealed for: to be compared with what owners saw when they signed. Empty without a list.
    /// </summary>
    public string Readers { get; init; } = "";

    /// <summary>
    /// Stands for the scripts that open requests in the clinic's browsers. Empty where nobody is served any.
    /// </summary>
    public string Scripts { get; init; } = "";
}

/// <summary>The day in numbers, and what somebody must see to. Its format tells what its subject says.</summary>
static class MorningMail
{
    const string Daily =
        "This mail comes every morning; if one does not come, requests may not come either: look at the website.";
    const string UntilMended = "This mail comes each morning until that is mended.";

    const int MostNamed = 50;

    const string OlderShown = "heartbeat-older-v1";
    const string PeopleWait = "heartbeat-late-v1";
    const string TwoPlaces = "heartbeat-conflict-v1";

    public static string Subject(SealedPayload? kept) => kept?.Format switch
    {
        PeopleWait => "The website is running, and people wait past the day they were promised",
        TwoPlaces => "The website is running, and a text was changed in two places at once",
        OlderShown => "The website is running, and shows an older version",
        _ => "The website is running",
    };

    public static SealedPayload Write(DayCounts counts, MorningNews news, MailSettings settings, DateTimeOffset now)
    {
        var (late, older) = news;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{Count(counts.Received, "request")} in the last day, {counts.Waiting} "
            + $"waiting{(counts.Waiting + counts.Stalled + late.Count == 0 ? ", all well" : "")}.\n");
        if (counts.Suspected > 0)
            text.Append(CultureInfo.InvariantCulture,
                $"Of these, {counts.Suspected} looked like a machine's and came in the daily list.\n");
        if (counts.Stalled > 0)
            text.Append(CultureInfo.InvariantCulture,
                $"{Count(counts.Stalled, "request")} could not be mailed and must be looked at. On the "
                + $"server: requests list\n");
        if (late.Count > 0)
            text.Append(CultureInfo.InvariantCulture,
                $"\nPast the day by which an answer was promised, and not answered:\n\n"
                + $"{string.Join('\n', late.Take(MostNamed))}\n{(late.Count > MostNamed ? $"and {late.Count - MostNamed} more\n" : "")}\n"
                + $"Please answer them at /staff/requests, or mark there those that are answered.\n\n");
        if (settings.CertificateEnd is { } end && end - now < Mails.CertificateWarning)
            text.Append(CultureInfo.InvariantCulture,
                $"The certificate that requests are sealed for ends on {end:yyyy-MM-dd}; after that they wait "
                + $"until the website gets a new one.\n");
        if (older.Count + news.Conflicts.Count > 0)
            text.Append(CultureInfo.InvariantCulture,
                $"\nSomebody who edits the website must look at this:\n\n{string.Join("\n\n", older.Concat(news.Conflicts))}\n");
        if (news.Readers.Length > 0) text.Append(CultureInfo.InvariantCulture, $"\n{news.Readers}\n");
        if (news.Scripts.Length > 0)
            text.Append(CultureInfo.InvariantCulture,
                $"\nScripts of the clinic's side: {news.Scripts}. If this changes on a day without an upgrade of the "
                + $"website, open no request and call whoever runs the server.\n");
        text.Append(CultureInfo.InvariantCulture,
            $"\nAudit trail: {Count(counts.Audit.Entries, "entr", "y", "ies")}, sealed by {counts.Audit.Hash}.\n");
        text.Append(CultureInfo.InvariantCulture, $"Counted {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC. "
            + $"{(settings.Heartbeat ? Daily : UntilMended)}\n");
        return new(late.Count > 0 ? PeopleWait : older.Count > 0
            ? OlderShown : news.Conflicts.Count > 0
                ? TwoPlaces : "heartbeat-v1", Encoding.UTF8.GetBytes(text.ToString()));
    }

    static string Count(long number, string what, string one = "", string many = "s") =>
        $"{number} {what}{(number == 1 ? one : many)}";
}
