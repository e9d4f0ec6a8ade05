using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>Turns the first use of each glossary term in a text into a link to its definition.</summary>
static class GlossaryLinks
{
    public static void Add(MarkdownDocument document, Glossary glossary)
    {
        var linked = new HashSet<GlossaryTerm>();
        foreach (var paragraph in document.Descendants<ParagraphBlock>().ToList())
        {
            foreach (var literal in paragraph.Inline?.Descendants<LiteralInline>().Where(IsPlain).ToList() ?? [])
                LinkIn(literal, glossary, linked);
        }
    }

    static bool IsPlain(LiteralInline literal)
    {
        for (var parent = literal.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline) return false;
        }
        return true;
    }

    static void LinkIn(LiteralInline literal, Glossary glossary, HashSet<GlossaryTerm> linked)
    {
        var text = literal.Content.ToString();
        var found = glossary.Find(text).Where(hit => linked.Add(hit.Term)).ToList();
        if (found.Count == 0) return;

        var at = 0;
        foreach (var (start, length, term) in found)
        {
            if (start > at) literal.InsertBefore(new LiteralInline(text[at..start]));
            var link = new LinkInline(term.Address, "") { IsClosed = true };
            link.GetAttributes().AddClass("term");
            link.AppendChild(new HtmlInline(Compounds.Html(text.Substring(start, length))));
            literal.InsertBefore(link);
            at = start + length;
        }
        if (at < text.Length) literal.InsertBefore(new LiteralInline(text[at..]));
        literal.Remove();
    }
}
