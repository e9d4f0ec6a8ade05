using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Tests.Consultations;

namespace Clinic.Web.Tests.Publishing.Drafts;

/// <summary>Drafts, who works on what, and signatures, on whatever database.</summary>
public abstract class DraftContract(IStorePlace place) : IDisposable
{
    const string Path = "articles/sample.md";

    static readonly ContentDraft Ann = new("ann", Path, "abc", "Before.\n", "Wörds.\r\n", Requests.Noon);

    [SkippableFact]
    public async Task Each_person_has_one_draft_of_a_text_as_it_was_typed()
    {
        var drafts = new DraftStore((await place.Open()).Database);
        var ben = Ann with { Person = "ben", Base = null, BaseText = null, SavedAt = Requests.Noon.AddMinutes(1) };
        await drafts.Keep(Ann with { Text = "Older." }, default);
        await drafts.Keep(Ann, default);
        await drafts.Keep(ben, default);

        Assert.Equal(Ann, await drafts.Find("ann", Path, default));
        Assert.Equal([ben, Ann], await drafts.Of(Path, default));
        Assert.Equal([ben, Ann], await drafts.All(default));
        Assert.Null(await drafts.Find("ann", "pages/other.md", default));
    }

    [SkippableFact]
    public async Task What_was_typed_since_is_not_dropped()
    {
        var drafts = new DraftStore((await place.Open()).Database);
        await drafts.Keep(Ann with { Text = "Typed since." }, default);

        await drafts.Drop(Ann, default);
        Assert.NotNull(await drafts.Find("ann", Path, default));
        await drafts.Drop(Ann with { Text = "Typed since." }, default);
        Assert.Null(await drafts.Find("ann", Path, default));
    }

    [SkippableFact]
    public async Task Windows_that_save_at_once_lose_no_paragraph()
    {
        const int Windows = 8;
        var database = (await place.Open()).Database;
        var (drafts, windows) = (new DraftStore(database), new DraftWindows(database));
        var began = string.Concat(Enumerable.Range(1, Windows).Select(at => $"Paragraph {at}.\n\n"));
        var typed = Ann with { BaseText = began };
        foreach (var at in Enumerable.Range(1, Windows))
            await windows.Show("ann", Path, $"window {at}", began, Requests.Noon, default);

        await Task.WhenAll(Enumerable.Range(1, Windows).Select(at => windows.Keep(typed with
        {
            Text = began.Replace($"Paragraph {at}.", $"Paragraph {at}, typed.", StringComparison.Ordinal)
        }, $"window {at}", null, default)));

        Assert.Equal(began.Replace(".", ", typed.", StringComparison.Ordinal), (await drafts.Find("ann", Path, default))!.Text);
    }

    [SkippableFact]
    public async Task Windows_that_nobody_knows_make_no_draft_longer_than_a_draft_may_be()
    {
        var windows = new DraftWindows((await place.Open()).Database);
        for (var at = 0; at < 6; at++)
        {
            var text = string.Concat(Enumerable.Range(0, 5_000).Select(line => $"Words {at} of line {line}, {new string('x', 100)}.\n\n"));
            var kept = await windows.Keep(Ann with { Text = text }, $"window {at}", null, default);

            Assert.InRange(kept.Text.Length, text.Length, ContentDraft.LongestText);
        }
    }

    [SkippableFact]
    public async Task A_window_is_forgotten_after_three_days_and_beyond_thirty()
    {
        var windows = new DraftWindows((await place.Open()).Database);
        for (var at = 0; at <= 30; at++)
            await windows.Show("ann", Path, $"{at}", $"Text {at}", Requests.Noon.AddMinutes(at), default);
        var hadAtNoon = (await windows.Had("ann", Path, "0", default), await windows.Had("ann", Path, "1", default));
        await windows.Show("ben", Path, "ben's", "", Requests.Noon.AddDays(3).AddMinutes(2), default);

        Assert.Equal((null, "Text 1"), hadAtNoon);
        Assert.Null(await windows.Had("ann", Path, "1", default));
        Assert.Equal("Text 2", await windows.Had("ann", Path, "2", default));
        Assert.Null(await windows.Had("ben", Path, "2", default));
    }

    [SkippableFact]
    public async Task A_text_is_whose_word_was_last_until_another_takes_it_over_or_half_an_hour_is_gone()
    {
        var drafts = new DraftStore((await place.Open()).Database);
        var now = Requests.Noon;

        Assert.Equal("ann", (await drafts.Enter(Path, "ann", now, default)).Person);
        Assert.Equal(new EditingBy("ann", now, now), await drafts.Enter(Path, "ben", now.AddMinutes(10), default));
        await drafts.TakeOver(Path, "ben", now.AddMinutes(11), default);
        Assert.Equal("ben", (await drafts.Holder(Path, now.AddMinutes(12), default))?.Person);
        Assert.Null(await drafts.Holder(Path, now.AddMinutes(42), default));
        Assert.Equal("ann", (await drafts.Enter(Path, "ann", now.AddMinutes(42), default)).Person);
    }

    [SkippableFact]
    public async Task The_last_signature_of_a_day_is_the_one_that_a_page_names()
    {
        var database = (await place.Open()).Database;
        var signatures = new Signatures(database);
        var first = new Signature(7, Path, "cy", "clinical-lead", new(2026, 10, 21), "seen");
        await database.Write(async session =>
        {
            await Signatures.Add(session, first);
            await Signatures.Add(session, first with { Version = 9 });
            await Signatures.Add(session, first with { Version = 8, Path = "pages/faq.md" });
        }, default);

        Assert.Equal(9, (await signatures.Last(Path, default))?.Version);
        Assert.Equal(first with { Version = 9 }, await signatures.Find(new(Path, "clinical-lead", new(2026, 10, 21)), default));
        Assert.Null(await signatures.Find(new(Path, "clinical-lead", new(2026, 10, 22)), default));
        Assert.Equal((9, 3), (await signatures.LastVersion(default), (await signatures.All(default)).Count));
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteDraftTests() : DraftContract(new SqlitePlace());

[Trait("Pace", "Long")]
public sealed class PostgresDraftTests() : DraftContract(new PostgresPlace());
