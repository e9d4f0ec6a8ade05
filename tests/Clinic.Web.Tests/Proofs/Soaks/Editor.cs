using System.Net;

namespace Clinic.Web.Tests.Proofs.Soaks;

/// <summary>One who edits an article all day, and breaks it every third time.</summary>
sealed class Editor(Search.ContentCopy content, Uri site) : IDisposable
{
    const string Article = "articles/mood-disorders.md";
    static readonly TimeSpan UntilShown = TimeSpan.FromSeconds(20);

    readonly HttpClient browser = new();
    readonly string text = File.ReadAllText(Path.Combine(content.Path, Article));

    public int Edits { get; private set; }

    public Task Edit()
    {
        Edits++;
        if (Edits % 3 == 0) content.Write(Article, text.Replace("title:", "titel:", StringComparison.Ordinal));
        var seen = $"Read through for the {Edits}th time.";
        content.Write(Article, $"{text}\n{seen}\n");
        return Eventually.Holds(async () => WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(site, "/articles/mood-disorders"))).Contains(seen, StringComparison.Ordinal), UntilShown, $"edit {Edits} is shown");
    }

    public void Dispose() => browser.Dispose();
}
