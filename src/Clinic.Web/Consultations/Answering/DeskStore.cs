using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>A day by the clinic's clock, and who looks at the list.</summary>
public sealed record DeskView(DeskFilter Filter, string Me, DateTimeOffset Now, DateTimeOffset DayBegins,
    DateTimeOffset DayEnds, int Page = 1);

/// <summary>Requests as the list and the page of one show them.</summary>
public sealed class DeskStore(Database database)
{
    public const int PageSize = 50;

    const int MostWithdrawn = 20;
    static readonly TimeSpan WithdrawnShown = TimeSpan.FromDays(7);

    const string Requests =
        """
        FROM request r CROSS JOIN outbox o LEFT JOIN answering a ON a.submission = r.submission
        WHERE o.about = r.submission AND o.kind = 'Request'
        """;

    const string IsMailed = "o.state <> 'Cancelled'";
    const string IsOpen = $"{IsMailed} AND COALESCE(a.stage, 'new') IN ('new', 'trying')";
    // The newest first where nothing is promised any more.
    static readonly ListOrder ByPromise = new("r.promised_at", "@PromisedAt", IsDescending: false);
    static readonly ListOrder ByChange = new("a.changed_at", "@ChangedAt", IsDescending: true);

    // Among requests whose words are there. Without further columns of the request its index alone tells.
    static readonly IReadOnlyList<(DeskFilter Filter, string Condition, ListOrder Order)> Filters =
    [
        (DeskFilter.Open, IsOpen, ByPromise),
        (DeskFilter.Today, $"{IsOpen} AND r.promised_at >= @DayBegins AND r.promised_at < @DayEnds", ByPromise),
        (DeskFilter.Late, $"{IsOpen} AND r.promised_at < @Now AND r.promised_at > @since", ByPromise),
        (DeskFilter.New, $"{IsMailed} AND COALESCE(a.stage, 'new') = 'new'", ByPromise),
        (DeskFilter.Mine, $"{IsOpen} AND a.owner = @Me", ByPromise),
        (DeskFilter.Trying, $"{IsMailed} AND a.stage = 'trying'", ByPromise),
        (DeskFilter.Suspected, "o.state = 'Cancelled' AND a.dismissed_at IS NULL", ByPromise),
        (DeskFilter.Answered, $"{IsMailed} AND a.stage IN ('answered', 'could-not-reach')", ByChange),
    ];

    // First which, then what is shown of them: how each person is reached costs more than finding all of them.
    static readonly Dictionary<DeskFilter, string> Lists = Filters.ToDictionary(one => one.Filter, one =>
        string.Join('\n', CurrentRow.Columns, Requests, "AND r.submission IN (SELECT r.submission", Requests,
            "AND r.payload IS NOT NULL AND", one.Condition,
            "ORDER BY", one.Order.Forwards, "LIMIT @most OFFSET @skip) ORDER BY", one.Order.Forwards));

    // Beside one request, whether the filter shows it itself or not: what was just answered still leads to the next.
    static readonly Dictionary<DeskFilter, (string Before, string After)> Beside = Filters.ToDictionary(one => one.Filter, one =>
        (One(one.Condition, one.Order.IsBefore, one.Order.Backwards),
            One(one.Condition, one.Order.IsAfter, one.Order.Forwards)));

    static string One(string condition, string where, string order) =>
        string.Join('\n', "SELECT r.reference", Requests, "AND r.payload IS NOT NULL AND", condition, "AND", where,
            "ORDER BY", order, "LIMIT 1");

    static readonly string Counts = string.Join(", ", Filters.Select(one => $"COUNT(*) FILTER (WHERE {one.Condition}) AS {one.Filter}"));

    public Task<DeskPage> List(DeskView view, CancellationToken cancel) => database.Read(async session =>
    {
        var used = await OpenRequests.DeskUsedSince(session);
        var values = Values(view, used, null);
        var rows = await session.Rows<CurrentRow>(Lists[view.Filter], values);
        var counts = (await session.Row<CountsRow>($"SELECT {Counts} {Requests} AND r.payload IS NOT NULL", values))!;
        var withdrawn = await session.Rows<CurrentRow>(
            $"{CurrentRow.Columns} {Requests} AND r.withdrawn_at > @shown ORDER BY r.withdrawn_at DESC LIMIT @MostWithdrawn", values);
        return new DeskPage([.. rows.Take(PageSize).Select(row => row.OnList(view.Now, used))],
            [.. withdrawn.Select(row => new WithdrawnRow(row.Reference, row.WithdrawnAt!.Value, row.Owner))],
                counts.Counts(), rows.Count > PageSize);
    }, cancel);

    /// <summary>Null when the reference is not known. Those beside it are of the list that is looked at.</summary>
    public Task<DeskRequest?> Find(RequestReference reference, DeskView view, CancellationToken cancel) =>
        database.Read(async session =>
    {
        if (await session.Row<CurrentRow>($"{CurrentRow.Columns} {Requests} AND r.reference = @Value",
            reference) is not { } row) return null;
        var consents = await session.Rows<ConsentRow>(
            "SELECT purpose, channel, version, sha256, locale, agreed_at FROM consent WHERE submission = @Submission ORDER BY id", row);
        var used = await OpenRequests.DeskUsedSince(session);
        var values = Values(view, used, row);
        return row.Request(reference, view.Now, used) with
        {
            Consents = [.. consents.Select(one => one.Consent())],
            History = await AnsweringStore.Entries(session, row.Submission),
            Before = await session.Value<string>(Beside[view.Filter].Before, values),
            After = await session.Value<string>(Beside[view.Filter].After, values),
        };
    }, cancel);

    /// <summary>
    /// What the requests told, for the names of those on the list. Each is an entry of its own, written first.
    /// </summary>
    public Task<IReadOnlyDictionary<string, SealedPayload>> OpenForNames(
        IReadOnlyList<string> references, string by, DateTimeOffset at, CancellationToken cancel) =>
        database.Write<IReadOnlyDictionary<string, SealedPayload>>(async session =>
    {
        var found = new Dictionary<string, SealedPayload>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            var row = await session.Row<PayloadRow>(
                $"SELECT {RequestReader.LastAnswers} FROM request r WHERE r.reference = @reference AND r.payload IS NOT NULL", new { reference });
            if (row?.Sealed() is not { } payload) continue;
            session.Audit(new(at, AuditEvent.NamesShown, reference, by, ""));
            found[reference] = payload;
        }
        return found;
    }, cancel);

    static object Values(DeskView view, DateTimeOffset? used, CurrentRow? at) => new
    {
        view.Me,
        view.Now,
        view.DayBegins,
        view.DayEnds,
        since = used ?? DateTimeOffset.MaxValue.AddDays(-1),
        shown = view.Now - WithdrawnShown,
        skip = (view.Page - 1) * PageSize,
        most = PageSize + 1,
        MostWithdrawn,
        at?.Submission,
        at?.PromisedAt,
        at?.ChangedAt,
    };

    /// <summary>In which order a list goes, and what stands before and after one request in it.</summary>
    sealed record ListOrder(string Column, string Here, bool IsDescending)
    {
        public string Forwards => IsDescending ? $"{Column} DESC, r.submission DESC" : $"{Column}, r.submission";
        public string Backwards => IsDescending ? $"{Column}, r.submission" : $"{Column} DESC, r.submission DESC";
        public string IsBefore => Compared(IsDescending ? ">" : "<");
        public string IsAfter => Compared(IsDescending ? "<" : ">");

        string Compared(string sign) => $"({Column}, r.submission) {sign} ({Here}, @Submission)";
    }

    sealed class CountsRow
    {
        public int Open { get; init; }
        public int Today { get; init; }
        public int Late { get; init; }
        public int New { get; init; }
        public int Mine { get; init; }
        public int Trying { get; init; }
        public int Suspected { get; init; }
        public int Answered { get; init; }

        public DeskCounts Counts() => new(new Dictionary<DeskFilter, int>
        {
            [DeskFilter.Open] = Open,
            [DeskFilter.Today] = Today,
            [DeskFilter.Late] = Late,
            [DeskFilter.New] = New,
            [DeskFilter.Mine] = Mine,
            [DeskFilter.Trying] = Trying,
            [DeskFilter.Suspected] = Suspected,
            [DeskFilter.Answered] = Answered,
        });
    }

    sealed record ConsentRow(string Purpose, string Channel, string Version, string Sha256, string Locale,
        DateTimeOffset AgreedAt)
    {
        public StoredConsent Consent() => new(new(Purpose, Channel, Version, Sha256, Locale), AgreedAt);
    }
}
