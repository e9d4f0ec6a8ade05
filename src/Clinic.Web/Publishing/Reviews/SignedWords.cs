using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Clinic;
using Clinic.Web.Publishing.Differences;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>What a clinician signed, beside what the page says now.</summary>
public sealed record SignedPage(Article Text, Person Reviewer, DateOnly Day,
    IReadOnlyList<ComparedParagraph> Paragraphs)
{
    public bool IsChanged => Paragraphs.Any(paragraph => paragraph.IsChanged);
}

/// <summary>The words of a page as a clinician signed them, for its readers.</summary>
public sealed class SignedWords(Signatures signatures, ContentHistory history, ArticleLibrary library)
{
    /// <summary>Null when the review that the page names is no signature, or its words are not to be had.</summary>
    public async Task<SignedPage?> Of(Article text, CancellationToken cancel)
    {
        if (text.Matter is not { Reviewer: { } key, Reviewed: { } day }
            || await signatures.Find(new(text.File.Path, key, day), cancel) is not { } signature
            || !library.Current.Clinic.People.TryGetValue(signature.Key, out var reviewer)
            || await history.Bytes(signature.Version, cancel) is not { } bytes
            || ArticleReader.Read(ContentFile.Of(text.File.Path, bytes), RenderingData.Of(library.Current),
                []) is not { } signed)
            return null;
        return new(text, reviewer, signature.Day, ParagraphDifference.Of(Paragraphs(signed), Paragraphs(text)));
    }

    static IEnumerable<string> Paragraphs(Article text) =>
        [text.Title, text.Matter.Description, .. text.Body.Paragraphs.Select(paragraph => paragraph.Text)];
}
