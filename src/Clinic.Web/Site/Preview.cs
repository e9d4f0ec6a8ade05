using Clinic.Web.Articles;

namespace Clinic.Web.Site;

/// <summary>What the people who write see above a page in Development, and readers never do.</summary>
/// <param name="Hidden">Why readers do not see this page, or null.</param>
public sealed record Preview(string? Hidden, IReadOnlyList<ContentProblem> Problems, string? Script)
{
    /// <summary>
    /// Where the text of the page is changed in the browser; null for a page that is made of no text.
    /// </summary>
    public string? Edit { get; init; }

    public bool HasNotes => Hidden is not null || Problems.Count > 0 || Edit is not null;
}

/// <summary>The preview of the page at an address. Registered in Development only.</summary>
public delegate Preview PreviewOf(string address);
