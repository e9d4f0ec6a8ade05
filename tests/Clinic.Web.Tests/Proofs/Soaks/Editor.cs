using System.Net;

namespace Clinic.Web.Tests.Proofs.Soaks;

/// <summary>One who edits an article all day, and breaks it every third time.</summary>
sealed class Editor(string content, Uri site) : IDisposable
{
    static readonly TimeSpan UntilShown = TimeSpan.FromSeconds(20);

    readonly HttpClient browser = new();
    readonly string file = Path.Combine(content, "articles", "mood-disorders.md");
    readonly string text = File.ReadAllText(Path.Combine(content, "articles", "mood-disorders.md"));

    public int Edits { get; private set; }

    public async Task Edit()
    {
        Edits++;
        if (Edits % 3 == 0) await File.WriteAllTextAsync(file, text.Replace("title:", "titel:", StringComparison.Ordinal));
        var seen = $"Read through for the {Edits}th time.";
        await File.WriteAllTextAsync(file, $"{text}\n{seen}\n");
        await Eventually.Holds(async () => WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(site, "/articles/mood-disorders"))).Contains(seen, StringComparison.Ordinal), UntilShown, $"edit {Edits} is shown");
    }

    public void Dispose() => browser.Dispose();
}
