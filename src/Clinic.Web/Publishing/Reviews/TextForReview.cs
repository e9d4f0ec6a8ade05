using Clinic.Web.Articles;
using Clinic.Web.Publishing.Differences;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>What a clinician looks at before they sign.</summary>
/// <param name="Request">Null where nobody asked: they look at what is published.</param>
/// <param name="Last">The last signature, and what was signed.</param>
public sealed record TextForReview(
    string Path, byte[] Bytes, ReviewRequest? Request, PublishedFile Published,
        (Signature Signature, byte[] Bytes)? Last)
{
    public string Sha256 { get; } = FileChange.HashOf(Bytes);

    /// <summary>Others published something else after it was asked, which a signature would take away.</summary>
    public bool IsOvertaken => Request is not null && !Published.IsWhat(Request.Base);

    /// <summary>What readers stood on before: the words that were signed last, else those that are published.</summary>
    public byte[]? Before => Last?.Bytes ?? (Request is null ? null : Published.Bytes);

    public IReadOnlyList<ComparedParagraph> Changes =>
        ParagraphDifference.Of(WrittenParagraphs.Of(Path, Before), WrittenParagraphs.Of(Path, Bytes));

    /// <summary>What was published after it was asked, beside what readers saw then.</summary>
    public IReadOnlyList<ComparedParagraph> Overtaking =>
        ParagraphDifference.Of(WrittenParagraphs.Of(Path, Bytes), WrittenParagraphs.Of(Path, Published.Bytes));
}

/// <summary>The texts that a clinician may be asked about, as the clinic's side addresses them.</summary>
public static class ReviewAddress
{
    const string Start = "/staff/reviews/";
    const string Data = "data";

    public static string Of(string path) =>
        path.Contains('/', StringComparison.Ordinal) ? Start + path[..path.LastIndexOf('.')]
        : $"{Start}{Data}/{path[..path.LastIndexOf('.')]}";

    /// <summary>The path of a text, or of a data file that states medicine; null for anything else.</summary>
    public static string? PathOf(string? folder, string? slug)
    {
        if (slug is null or { Length: > 200 } || !FrontMatter.IsSlug(slug)) return null;
        if (folder == Data) return $"{slug}.yaml" is var file && DataFile.Names.Contains(file) ? file : null;
        return ContentKind.Texts.FirstOrDefault(kind => kind.Folder == folder)?.FileOf(slug);
    }
}
