using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Clinic;

namespace Clinic.Web.Search;

/// <summary>
/// One place that a search can find: the top of a page, one of its sections, or a glossary term.
/// The title stands at the top of a page only, so that a search for it finds the page and not each of its sections.
/// </summary>
public sealed record Entry(string Page, string PageTitle, string Address, string Title, string Heading, string Text,
    string Lead, double Weight = 1)
{
    /// <summary>What readers are told about the place.</summary>
    public string Where { get; init; } = Heading;

    const double GlossaryWeight = 0.2;
    const double QuestionListWeight = 0.6;

    // The form is no text of the content folder. Its title is not searched: it would come first for the word
    // "ketamine".
    public static Entry FormOf(ClinicProfile clinic) => new(
        "/is-ketamine-right-for-me", "Is ketamine right for me?", "/is-ketamine-right-for-me", "",
            "Ask us to contact you: consultation request form",
        "Send this form to book an appointment or ask a question. A person from the clinic calls or writes to you "
            + $"within {ClinicFacts.WorkingDays(clinic.ReplyWithinWorkingDays)}.",
            "");

    public static IEnumerable<Entry> SectionsOf(Article article, ClinicFacts facts)
    {
        var body = article.Body;
        var passages = body.Passages.ToLookup(passage => passage.Id ?? "", StringComparer.Ordinal);
        var boxes = body.DataBoxes.ToLookup(box => box.Section ?? "", box => box.Name, StringComparer.Ordinal);
        var lead = article.Matter.Description;
        // The title has an entry of its own: beside a long text it would count for less.
        yield return new(article.Address, article.Title, article.Address, article.Title, "", lead, lead);
        yield return new(article.Address, article.Title, article.Address, "", "",
            TextOf(passages[""], boxes[""], facts), lead);
        foreach (var section in body.Contents)
        {
            var found = passages[section.Id].ToList();
            var weight = found.Exists(passage => passage.Container == "questions") ? QuestionListWeight : 1;
            yield return new(article.Address, article.Title, $"{article.Address}#{section.Id}", "", section.Text,
                TextOf(found, boxes[section.Id], facts), lead, weight);
        }
    }

    public static Entry Of(GlossaryTerm term) =>
        new(term.Address, term.Term, term.Address, "", string.Join(", ", term.Also.Prepend(term.Term)), term.Definition,
            term.Definition, GlossaryWeight)
        {
            Where = "Glossary",
        };

    // A line for each paragraph, item of a list and cell of a table, so that excerpts keep them apart. Facts come
    // first, but for the number and the address that many sections end with.
    static string TextOf(IEnumerable<Passage> passages, IEnumerable<string> boxes, ClinicFacts facts)
    {
        var contact = boxes.ToLookup(box => box is ContentBoxes.Phone or ContentBoxes.Email, facts.Of);
        return string.Join('\n', contact[false].Concat(passages.Select(passage => passage.Text)).Concat(contact[true]))
            .ReplaceLineEndings("\n").Trim();
    }
}
