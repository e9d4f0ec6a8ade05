using System.Globalization;
using System.Text;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Publishing;
using Clinic.Web.Tests.Publishing.Drafts;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Proofs.Writing;

/// <summary>
/// Two people write one text at once, somebody edits its file, and the program is killed (SIGKILL) while it saves, publishes or hands the text
/// over. Nothing that anybody wrote is lost, and no older text is put over a newer one.
/// </summary>
public sealed class WritersRun(WritersPlan plan, Action<string> tell) : IAsyncDisposable
{
    const string Text = "pages/shared.md";
    const string Page = "/staff/texts/pages/shared";
    // Longer than a press of a button takes, so that some are answered.
    const int LatestKill = 60;

    readonly ContentCopy content = new();
    readonly DirectoryInfo store = Directory.CreateTempSubdirectory("writers-");
    readonly List<string> typed = [];
    readonly List<StaffToken> sessions = [];
    SiteProcess? site;
    TextAuthor[] writers = [];
    int kills;
    int cutOff;
    int edits;

    string File => Path.Combine(content.Folder, Text);

    SqliteDatabase Database => new SqliteDatabase(new(StoreProvider.Sqlite, store.FullName));

    public async Task<Figures> Run()
    {
        content.Write(Text, """
            ---
            title: About shared
            description: A page that a test wrote, long enough to be a description.
            published: 2026-09-01
            reviewed: 2026-09-01
            next-review: 2027-09-01
            ---

            First words.

            Second words.

            Third words.

            """);
        site = await Start();
        await site.Terminate();
        await Invite();
        await Open();
        for (var seed = plan.FirstSeed; seed < plan.FirstSeed + plan.Seeds; seed++)
        {
            await Write(new(seed));
            foreach (var writer in writers) await writer.PublishAll();
            tell($"Order {seed}: {typed.Count} words typed, {kills} kills");
        }
        await site.Terminate();
        return await Found();
    }

    async Task Write(Dice dice)
    {
        var killed = 0;
        for (var step = 0; step < plan.Steps; step++)
        {
            var at = dice.Next(2);
            switch (dice.Next(14))
            {
                case < 5: await writers[at].Save(NextWord(), dice); break;
                case < 8: await writers[at].Publish(NextWord(), dice); break;
                case < 9: await writers[at].TakeOver(); break;
                case < 10: await writers[at].Reopen(); break;
                case < 11: await OnTheDisk(dice); break;
                case var _ when killed++ < plan.MostKillsInASeed: await Kill(at, dice); break;
            }
        }
    }

    async Task Kill(int at, Dice dice)
    {
        var what = dice.Next(3);
        var word = what < 2 ? NextWord() : null;
        var doing = what switch
        {
            0 => writers[at].Save(word!, dice),
            1 => writers[at].Publish(word!, dice),
            _ => writers[at].TakeOver(),
        };
        // A moment, not a wait for something: when the kill comes is what this varies.
        await Task.WhenAny(doing, Task.Delay(dice.Next(LatestKill)));
        await site!.Kill();
        kills++;
        if (!await IsAnswered(doing)) cutOff++;
        if (dice.Next(3) == 0) await OnTheDisk(dice);
        await Open();
        // What got no answer is still in the browser, which sends it again.
        if (word is not null && !TextAuthor.WordsOf(writers[at].Form.Body).Contains(word)) await writers[at].Save(word, dice);
    }

    static async Task<bool> IsAnswered(Task doing)
    {
        try
        {
            await doing;
            return true;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return false;
        }
    }

    // By an editor of one's own, which reads the file, changes it and writes it.
    async Task OnTheDisk(Dice dice)
    {
        edits++;
        await System.IO.File.WriteAllTextAsync(File, TextAuthor.With(await System.IO.File.ReadAllTextAsync(File), NextWord(), dice));
    }

    async Task Open()
    {
        foreach (var writer in writers) writer.Dispose();
        if (site is not null) await site.DisposeAsync();
        site = await Start();
        writers = [await Sit(sessions[0]), await Sit(sessions[1])];
    }

    async Task<TextAuthor> Sit(StaffToken session)
    {
        var browser = StaffBrowser.At(site!.Address, session);
        return new(browser, Page) { Form = await TextForm.Open(browser, Page) };
    }

    async Task Invite()
    {
        using var database = Database;
        for (var i = 0; i < 2; i++)
        {
            var (id, now) = (Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), DateTimeOffset.UtcNow);
            sessions.Add(await database.Write(async session =>
            {
                await session.Execute("INSERT INTO staff_person (id, name, email, roles, invited_at, joined_at) VALUES (@id, 'Robin', @email, 'owner', @now, @now)",
                    new { id, email = $"{id}@clinic.example", now });
                return await StaffSessions.Begin(session, id, "Chrome on Linux", now);
            }, default));
        }
    }

    async Task<Figures> Found()
    {
        using var database = Database;
        var (history, conflicts) = (new ContentHistory(database), new ContentConflicts(database));
        var kept = TextAuthor.WordsOf(await System.IO.File.ReadAllTextAsync(File));
        var (open, older, before) = (await conflicts.Open(default), 0, new HashSet<string>(StringComparer.Ordinal));
        var versions = (await history.Of(Text, default)).Reverse().ToList();
        foreach (var version in versions)
        {
            var now = TextAuthor.WordsOf(Encoding.UTF8.GetString((await history.Bytes(version.Number, default))!));
            if (!before.IsSubsetOf(now)) older++;
            before = now;
        }
        foreach (var conflict in open) kept.UnionWith(TextAuthor.WordsOf(Encoding.UTF8.GetString((await conflicts.Bytes(conflict.Number, default))!)));
        var lost = typed.Where(word => !kept.Contains(word)).ToList();
        var figures = new Figures($"Two writers of one text in {plan.Seeds} orders");
        figures.AtLeast("The program killed", kills, 1);
        figures.Count("of these while a button was pressed", cutOff);
        figures.Count("edits of the file by hand", edits);
        figures.Count("versions", versions.Count);
        figures.Count("edits by hand that crossed another version, kept and shown to the clinic", open.Count);
        figures.Count("words typed", typed.Count);
        figures.AtMost($"words lost {string.Join(' ', lost)}".TrimEnd(), lost.Count, 0);
        figures.AtMost("older texts put over newer ones", older, 0);
        return figures;
    }

    string NextWord()
    {
        typed.Add($"word{typed.Count + 1}");
        return typed[^1];
    }

    Task<SiteProcess> Start() => SiteProcess.Start("Production", "http", new Dictionary<string, string>
    {
        ["Site:PublicUrl"] = "http://localhost",
        ["Site:ContentFolder"] = content.Folder,
        ["Store:Folder"] = store.FullName,
        ["Mail:Mode"] = "Notice",
        ["Mail:Host"] = "localhost",
        ["Mail:From"] = "website@clinic.example",
        ["Mail:To"] = "desk@clinic.example",
        ["Mail:Heartbeat"] = "false",
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in writers) writer.Dispose();
        if (site is not null) await site.DisposeAsync();
        content.Dispose();
        store.Delete(recursive: true);
    }
}
