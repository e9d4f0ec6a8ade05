using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>One draft for each person and text, and who works on which text.</summary>
public sealed class DraftStore(Database database)
{
    const string Columns = "SELECT person, path, base, base_text, text, saved_at FROM content_draft";
    const string Holders = "SELECT person, since, seen FROM content_editing WHERE path = @path";

    public Task<ContentDraft?> Find(string person, string path, CancellationToken cancel) =>
        database.Read(async session =>
        (await session.Row<DraftRow>(Columns + " WHERE person = @person AND path = @path",
            new { person, path }))?.Draft(), cancel);

    /// <summary>Everybody's, newest first.</summary>
    public Task<IReadOnlyList<ContentDraft>> All(CancellationToken cancel) =>
        Rows(Columns + " ORDER BY saved_at DESC", new { }, cancel);

    public Task<IReadOnlyList<ContentDraft>> Of(string path, CancellationToken cancel) =>
        Rows(Columns + " WHERE path = @path ORDER BY saved_at DESC", new { path }, cancel);

    public Task Keep(ContentDraft draft, CancellationToken cancel) => database.WriteBesides(session => session.Execute(
        """
        INSERT INTO content_draft (person, path, base, base_text, text, saved_at)
        VALUES (@Person, @Path, @Base, @BaseText, @Text, @SavedAt)
        ON CONFLICT (person, path) DO UPDATE SET base = excluded.base, base_text = excluded.base_text, text = excluded.text,
            saved_at = excluded.saved_at
        """, draft), cancel);

    /// <summary>Whether the words were still these; what was typed since stays.</summary>
    public Task<bool> Replace(ContentDraft before, ContentDraft after, CancellationToken cancel) =>
        database.WriteBesides(async session => await session.Execute(
            """
            UPDATE content_draft SET base = @Base, base_text = @BaseText, text = @Text, saved_at = @SavedAt
            WHERE person = @Person AND path = @Path AND text = @Before
            """,
            new
            {
                after.Person,
                after.Path,
                after.Base,
                after.BaseText,
                after.Text,
                after.SavedAt,
                Before = before.Text
            }) == 1, cancel);

    /// <summary>Only these words: what was typed since stays.</summary>
    public static Task Drop(SqlSession session, ContentDraft draft) => session.Execute(
        "DELETE FROM content_draft WHERE person = @Person AND path = @Path AND text = @Text", draft);

    public Task Drop(ContentDraft draft, CancellationToken cancel) =>
        database.WriteBesides(session => Drop(session, draft), cancel);

    public static Task Leave(SqlSession session, string path, string person) => session.Execute(
        "DELETE FROM content_editing WHERE path = @path AND person = @person", new { path, person });

    /// <summary>Who works on it now; nobody whose last word is long ago.</summary>
    public Task<EditingBy?> Holder(string path, DateTimeOffset now, CancellationToken cancel) =>
        database.Read(session => Holder(session, path, now), cancel);

    /// <summary>The text is this person's to work on unless it is another's; who has it then.</summary>
    public Task<EditingBy> Enter(string path, string person, DateTimeOffset now, CancellationToken cancel) =>
        database.WriteBesides(async session =>
        {
            await session.Execute(
                """
                INSERT INTO content_editing (path, person, since, seen) VALUES (@path, @person, @now, @now)
                ON CONFLICT (path) DO UPDATE SET
                    since = CASE WHEN content_editing.person = excluded.person AND content_editing.seen > @stale
                        THEN content_editing.since ELSE excluded.since END,
                    person = excluded.person, seen = excluded.seen
                WHERE content_editing.person = excluded.person OR content_editing.seen <= @stale
                """, new { path, person, now, stale = now - EditingBy.Idle });
            return await Holder(session, path, now) ?? new(person, now, now);
        }, cancel);

    /// <summary>Whoever had it keeps their draft.</summary>
    public Task TakeOver(string path, string person, DateTimeOffset now, CancellationToken cancel) =>
        database.Write(async session =>
    {
        if (await Holder(session, path, now) is { } holder && holder.Person == person) return;
        await session.Execute(
            """
            INSERT INTO content_editing (path, person, since, seen) VALUES (@path, @person, @now, @now)
            ON CONFLICT (path) DO UPDATE SET person = excluded.person, since = excluded.since, seen = excluded.seen
            """, new { path, person, now });
        session.Audit(new(now, AuditEvent.EditingTakenOver, path, person, ""));
    }, cancel);

    static async Task<EditingBy?> Holder(SqlSession session, string path, DateTimeOffset now) =>
        await session.Row<HolderRow>(Holders, new { path }) is { } row && row.Seen > now - EditingBy.Idle
            ? new(row.Person, row.Since, row.Seen) : null;

    Task<IReadOnlyList<ContentDraft>> Rows(string query, object values, CancellationToken cancel) =>
        database.Read<IReadOnlyList<ContentDraft>>(async session =>
            [.. (await session.Rows<DraftRow>(query, values)).Select(row => row.Draft())], cancel);

    sealed class DraftRow
    {
        public string Person { get; init; } = "";
        public string Path { get; init; } = "";
        public string? Base { get; init; }
        public string? BaseText { get; init; }
        public string Text { get; init; } = "";
        public DateTimeOffset SavedAt { get; init; }

        public ContentDraft Draft() => new(Person, Path, Base, BaseText, Text, SavedAt);
    }

    sealed class HolderRow
    {
        public string Person { get; init; } = "";
        public DateTimeOffset Since { get; init; }
        public DateTimeOffset Seen { get; init; }
    }
}
