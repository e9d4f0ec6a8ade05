using System.Text;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Publishing.Drafts;

/// <summary>Two people on one text at once, in orders that are the same every time.</summary>
[Trait("Pace", "Long")]
public sealed class TwoWritersTests : IDisposable
{
    // Fifty were run when this was written, which takes minutes: these are the first of them.
    const int Seeds = 15;
    const int Steps = 12;
    const string Path = "pages/shared.md";
    const string Address = "/staff/texts/pages/shared";
    const string Shown = "/shared";

    readonly EditedSite edited = new(isSmall: true);
    readonly List<string> typed = [];
    int words;

    public void Dispose() => edited.Dispose();

    [Fact]
    public async Task No_word_is_lost_and_no_older_text_is_put_over_a_newer_one()
    {
        edited.WriteFacts("shared", "First words.\n\nSecond words.\n\nThird words.\n");
        edited.Restart();
        await edited.Knows(Shown);
        string[] people = [await StaffBrowser.Person(edited.Site, StaffRoles.FrontDesk), await StaffBrowser.Person(edited.Site, StaffRoles.Owner)];
        var restarts = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var dice = new Dice(seed);
            TextAuthor[] writers = [await Sit(people[0]), await Sit(people[1])];
            for (var step = 0; step < Steps; step++)
            {
                var writer = writers[dice.Next(2)];
                switch (dice.Next(12))
                {
                    case < 5: await writer.Save(NextWord(), dice); break;
                    case < 8: await writer.Publish(NextWord(), dice); break;
                    case < 9: await writer.TakeOver(); break;
                    case < 10: await writer.Reopen(); break;
                    case < 11: await OnTheDisk(dice); break;
                    default:
                        // Once in some seeds: a start takes longer than all else.
                        if (restarts >= seed / 4) break;
                        restarts++;
                        edited.Restart();
                        writers = [await Sit(people[0]), await Sit(people[1])];
                        break;
                }
            }
            foreach (var writer in writers) await writer.PublishAll();
            foreach (var writer in writers) writer.Dispose();

            var there = TextAuthor.WordsOf(edited.TextOf(Path));
            Assert.All(typed, word => Assert.True(there.Contains(word), $"seed {seed}: {word} is lost"));
        }
        await EachVersionHoldsTheOneBefore();
        Assert.True(restarts > 1);
    }

    async Task EachVersionHoldsTheOneBefore()
    {
        var history = edited.Site.Services.GetRequiredService<ContentHistory>();
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in (await history.Of(Path, default)).Reverse())
        {
            var now = TextAuthor.WordsOf(Encoding.UTF8.GetString((await history.Bytes(version.Number, default))!));
            Assert.True(before.IsSubsetOf(now), $"version {version.Number}: {string.Join(' ', before.Except(now))} is gone");
            before = now;
        }
    }

    // By an editor of one's own, which reads the file, changes it and writes it.
    async Task OnTheDisk(Dice dice)
    {
        var word = NextWord();
        var file = System.IO.Path.Combine(edited.Folder, Path);
        await File.WriteAllTextAsync(file, TextAuthor.With(await File.ReadAllTextAsync(file), word, dice));
        if (dice.Next(2) == 0) await edited.IsShown(Shown, word);
    }

    async Task<TextAuthor> Sit(string person)
    {
        var browser = await edited.SignedIn(StaffRoles.Owner, person);
        return new(browser, Address) { Form = await TextForm.Open(browser, Address) };
    }

    string NextWord()
    {
        var word = $"word{++words}";
        typed.Add(word);
        return word;
    }
}
