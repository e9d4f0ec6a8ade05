using System.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// Letters and digits of a source that a reader should see, each with its place: all but those that are accounted for,
/// which are addresses, names of sources and boxes, and numbers of lists.
/// </summary>
sealed class WrittenLetters
{
    readonly string source;
    readonly bool[] isAccounted;
    readonly Dictionary<int, string> instead = [];
    readonly List<(SourceSpan Span, UnseenPlace Place)> unseen = [];

    WrittenLetters(string source) => (this.source, isAccounted) = (source, new bool[source.Length]);

    /// <summary>Read before anything is taken out of the tree.</summary>
    public static WrittenLetters In(string source, MarkdownDocument document)
    {
        var written = new WrittenLetters(source);
        var used = document.Descendants<LinkInline>().Select(link => link.Reference).OfType<LinkReferenceDefinition>()
            .ToHashSet();
        foreach (var part in document.Descendants()) written.Account(part, used);
        return written;
    }

    /// <summary>What is reported already is no second finding.</summary>
    public void Excuse(MarkdownObject reported)
    {
        Account(reported.Span);
        // With a part of it taken out, the rest of a paragraph is no longer as it was written.
        if (reported is Inline inline && BlockOf(inline) is { } block) Account(block.Span);
    }

    static LeafBlock? BlockOf(Inline inline)
    {
        var outermost = inline.Parent;
        while (outermost?.Parent is { } parent) outermost = parent;
        return outermost?.ParentBlock;
    }

    public (string Letters, List<int> Places) Expected()
    {
        var letters = new StringBuilder(source.Length);
        var places = new List<int>(source.Length);
        for (var at = 0; at < source.Length; at++)
        {
            if (instead.TryGetValue(at, out var entity)) Take(entity, at);
            else if (!isAccounted[at] && char.IsLetterOrDigit(source[at])) Take(source.AsSpan(at, 1), at);
        }
        return (letters.ToString(), places);

        void Take(ReadOnlySpan<char> characters, int at)
        {
            foreach (var character in characters)
            {
                if (!char.IsLetterOrDigit(character)) continue;
                letters.Append(character);
                places.Add(at);
            }
        }
    }

    /// <summary>Why the words at this place are not seen.</summary>
    public (SourceSpan Span, UnseenPlace Place) PlaceAt(int at) =>
        unseen.Find(known => known.Span.Start <= at
            && at <= known.Span.End) is { Place: not UnseenPlace.Elsewhere } found ? found
            : (new(at, at), UnseenPlace.Elsewhere);

    public int DefinitionsBetween(int first, int last) =>
        unseen.Count(known => known.Place == UnseenPlace.Definition && known.Span.Start <= last
            && first <= known.Span.End);

    void Account(MarkdownObject part, HashSet<LinkReferenceDefinition> used)
    {
        switch (part)
        {
            case CitationInline: Account(part.Span); break;
            case LinkInline link: AccountAddress(link); break;
            case HtmlEntityInline entity:
                Account(entity.Span);
                if (entity.Span.Start < source.Length) instead[entity.Span.Start] = entity.Transcoded.ToString();
                break;
            case LinkReferenceDefinition definition when used.Contains(definition):
                Account(new(definition.Span.Start, definition.Span.End), but: definition.TitleSpan, UnseenPlace.Title,
                    definition.Title);
                break;
            case LinkReferenceDefinition definition: unseen.Add((definition.Span, UnseenPlace.Definition)); break;
            case CustomContainer box: AccountName(box); break;
            case ListItemBlock { Order: > 0 } or ListItemBlock { Parent: ListBlock { IsOrdered: true } }:
                AccountNumber(
                part.Span.Start); break;
        }
    }

    void AccountAddress(LinkInline link)
    {
        var shown = link.LastChild?.Span.End ?? link.Span.Start - 1;
        // The title of a link by reference stands where the address does.
        var title = link.Reference is null ? link.TitleSpan : SourceSpan.Empty;
        Account(new(shown + 1, link.Span.End), title, link.IsImage ? UnseenPlace.Caption : UnseenPlace.Title,
            link.Reference is null ? link.Title : null);
    }

    // Up to the name: words beside it are not shown.
    void AccountName(CustomContainer box)
    {
        var line = source.IndexOf('\n', Math.Min(box.Span.Start, source.Length)) is > 0 and var end ? end
            : source.Length;
        var name = string.IsNullOrEmpty(box.Info) ? -1
            : source.IndexOf(box.Info, box.Span.Start, line - box.Span.Start, StringComparison.Ordinal);
        if (name < 0) return;
        Account(new(box.Span.Start, name + box.Info!.Length - 1));
        unseen.Add((new(name + box.Info.Length, line), UnseenPlace.BesideBox));
    }

    void AccountNumber(int start)
    {
        for (var at = start; at < source.Length && char.IsAsciiDigit(source[at]); at++) isAccounted[at] = true;
    }

    void Account(SourceSpan span, SourceSpan but, UnseenPlace place, string? title)
    {
        var hasTitle = !string.IsNullOrEmpty(title) && but.End > but.Start;
        if (hasTitle) unseen.Add((but, place));
        for (var at = Math.Max(0, span.Start); at <= span.End && at < source.Length; at++)
        {
            if (!hasTitle || at < but.Start || at > but.End) isAccounted[at] = true;
        }
    }

    void Account(SourceSpan span)
    {
        for (var at = Math.Max(0, span.Start); at <= span.End && at < source.Length; at++) isAccounted[at] = true;
    }
}

/// <summary>Where words may stand in a source without being shown.</summary>
enum UnseenPlace { Elsewhere, Definition, BesideBox, Title, Caption }
