using Clinic.Web.Articles;
using Clinic.Web.Tests;
using Clinic.Web.Tests.Search;

namespace Clinic.Web.BrowserTests;

/// <summary>The browser's reading of a message is the server's reading of a search.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class CrisisWordsTests(OpenHouse house)
{
    static readonly string[] Odd =
    [
        "", ".", "…", "\uD83D", "\uFFFE", "ﬁnd a way to die", "ｗａｎｔ ｔｏ ｄｉｅ", "İ want to dıe", "d\u00ADie d\u200Die", "want to\ndie", "want to. die", "988.", "á é ñ ü", "quiero\tmorir", "İstanbul ℡ ½ ²",
        new('a', 3000), string.Concat(Enumerable.Repeat("wantto", 20)), string.Concat(Enumerable.Repeat("i want to know it. ", 120)) + "i want to die",
    ];

    [SkippableFact]
    public async Task The_browser_sees_what_the_server_sees()
    {
        var words = new SnapshotReader(new(Repository.Path("content"))).Read().CrisisWords;
        var common = CrisisPhrases.All.SelectMany(phrase => phrase.Split(' ')).Distinct().ToArray();
        var random = new Random(24);
        var made = Enumerable.Range(0, 2000).Select(_ => string.Join(' ', random.GetItems(common, 5))).Concat(Slips(random)).ToList();
        var phrases = CrisisPhrases.All.Concat(Odd).Concat(made).ToList();
        var page = await house.Visit();
        await page.GotoAsync(house.Address("/is-ketamine-right-for-me").AbsoluteUri);

        var seen = await page.EvaluateAsync<bool[]>("phrases => phrases.map(phrase => needsSomeone(phrase))", phrases);

        var differ = phrases.Where((phrase, at) => words.AreIn(phrase) != seen[at]).ToList();
        Assert.True(differ.Count == 0, $"{differ.Count}: {string.Join(" · ", differ.Take(10))}");
        await page.Context.CloseAsync();
    }

    static IEnumerable<string> Slips(Random random) => CrisisPhrases.All.Where(phrase => phrase.Length > 4).Select(phrase =>
    {
        var at = random.Next(1, phrase.Length - 1);
        return random.Next(4) switch
        {
            0 => phrase.Remove(at, 1),
            1 => phrase.Insert(at, "e"),
            2 => phrase[..at] + phrase[at + 1] + phrase[at] + phrase[(at + 2)..],
            _ => phrase.Replace(" ", "", StringComparison.Ordinal),
        };
    });
}
