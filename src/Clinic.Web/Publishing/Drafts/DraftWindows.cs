using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>
/// What each window of a person had in it last. One that does not know what another window wrote adds its own changes to
/// that, and takes nothing away from it.
/// </summary>
public sealed class DraftWindows(Database database)
{
    /// <summary>Older windows are taken to have what their words were begun from.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(3);
    const int MostOfOneText = 30;

    const string Draft = "SELECT base, base_text, text FROM content_draft WHERE person = @Person AND path = @Path";
    const string Window =
        "SELECT text FROM content_window WHERE person = @person AND path = @path AND id = @window";

    /// <summary>The window shows this text.</summary>
    public Task Show(string person, string path, string window, string text, DateTimeOffset now,
        CancellationToken cancel) => database.WriteBesides(async session =>
    {
        await Remember(session, person, path, window, text, now);
        await session.Execute(
            """
            DELETE FROM content_window WHERE seen_at < @forgotten OR (person = @person AND path = @path
                AND id NOT IN (SELECT id FROM content_window WHERE person = @person AND path = @path
                    ORDER BY seen_at DESC LIMIT @MostOfOneText))
            """, new { person, path, forgotten = now - Remembered, MostOfOneText });
    }, cancel);

    /// <summary>Null for a window that is not known.</summary>
    public Task<string?> Had(string person, string path, string window, CancellationToken cancel) =>
        database.Read(session => session.Row<string>(Window, new { person, path, window }), cancel);

    /// <summary>
    /// Keeps what was typed in a window as the person's draft, together with what another window has put there.
    /// </summary>
    /// <param name="now">The text that readers see: words that they see are no draft.</param>
    public Task<ContentDraft> Keep(ContentDraft typed, string window, PublishedText? now, CancellationToken cancel) =>
        database.WriteBesides(async session =>
    {
        // Takes the row, or makes it; another window waits here.
        await session.Execute(
            """
            INSERT INTO content_draft (person, path, base, base_text, text, saved_at)
            VALUES (@Person, @Path, @Base, @BaseText, @Text, @SavedAt)
            ON CONFLICT (person, path) DO UPDATE SET saved_at = excluded.saved_at
            """, typed);
        var row = await session.Row<DraftRow>(Draft, typed)
            ?? throw new InvalidOperationException("A row that was just written is gone.");
        var had = await session.Row<string>(Window, new { person = typed.Person, path = typed.Path, window })
            ?? typed.BaseText ?? "";
        var kept = Joined(typed with { Base = row.Base, BaseText = row.BaseText, Text = row.Text }, typed, had, now);
        await session.Execute(
            """
            UPDATE content_draft SET base = @Base, base_text = @BaseText, text = @Text
            WHERE person = @Person AND path = @Path
            """, kept);
        if (now is not null && now.Sha256 == kept.Base && now.Text == kept.Text) await DraftStore.Drop(session, kept);
        await Remember(session, typed.Person, typed.Path, window, typed.Text, typed.SavedAt);
        return kept;
    }, cancel);

    static ContentDraft Joined(ContentDraft stored, ContentDraft typed, string had, PublishedText? now)
    {
        if (stored.Text == typed.Text || stored.Text == had) return typed;
        if (typed.Text == had) return stored;
        var both = Together(stored, typed, had, now);
        // Windows that nobody knows could otherwise make a draft longer with every post.
        return both.Text.Length > ContentDraft.LongestText ? typed : both;
    }

    static ContentDraft Together(ContentDraft stored, ContentDraft typed, string had, PublishedText? now)
    {
        if (stored.Base == typed.Base || now is null || typed.Base != now.Sha256)
            return stored with { Text = TextMerge.Of(had, typed.Text, stored.Text).Together() };
        // The other window began from an older version, whose words must not come back.
        var newer = TextMerge.Of(stored.BaseText ?? "", stored.Text, typed.BaseText ?? "").Together();
        return typed with { Text = TextMerge.Of(had, typed.Text, newer).Together() };
    }

    static Task<int> Remember(SqlSession session, string person, string path, string window, string text,
        DateTimeOffset now) => session.Execute(
        """
        INSERT INTO content_window (person, path, id, text, seen_at) VALUES (@person, @path, @window, @text, @now)
        ON CONFLICT (person, path, id) DO UPDATE SET text = excluded.text, seen_at = excluded.seen_at
        """, new { person, path, window, text, now });

    sealed class DraftRow
    {
        public string? Base { get; init; }
        public string? BaseText { get; init; }
        public string Text { get; init; } = "";
    }
}
