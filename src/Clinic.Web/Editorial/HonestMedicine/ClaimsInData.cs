using System.Xml;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>Claims in what visitors read beside the texts: the data files, and the words drawn in pictures.</summary>
static class ClaimsInData
{
    public static IEnumerable<ContentProblem> Of(ContentSnapshot snapshot, ClaimRules rules) =>
    [
        .. snapshot.DataFiles.Where(file => DataFile.Shown.Contains(file.Path) && !snapshot.IsUnread(file.Path))
            .SelectMany(file => YamlMap.TextsIn(file).SelectMany(found => In(file.Path, found, rules))),
        .. snapshot.Pictures.Values.Where(picture => picture.Path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            .SelectMany(picture => WordsIn(picture).SelectMany(found => In(picture.Path, found, rules))),
    ];

    // These words stand alone: the source and the risks are told around them, or in another key.
    static IEnumerable<ContentProblem> In(string file, (int Line, int Column, string Text) found, ClaimRules rules) =>
        from claim in rules.Of(new(ParagraphKind.Caption, found.Text,
            [new(0, found.Line, found.Column)])
        { HasSource = true }, found.Text)
        where !claim.Kind.LooksAtSection
        select claim.Kind.Told(file, (found.Line, found.Column + claim.Start), found.Text[claim.Start..claim.End],
            claim.IsCertain);

    static List<(int Line, int Column, string Text)> WordsIn(Picture picture)
    {
        var found = new List<(int, int, string)>();
        using var reader = XmlReader.Create(new MemoryStream(picture.Bytes.ToArray()),
            new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var (line, column, words) = (1, 1, new List<string>());
        while (reader.Read())
        {
            var isHolder = reader.LocalName is "text" or "title" or "desc";
            if (reader.NodeType == XmlNodeType.Element && isHolder && reader is IXmlLineInfo place)
                (line, column, words) = (place.LineNumber, place.LinePosition, []);
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) words.Add(reader.Value.Trim());
            else if (reader.NodeType == XmlNodeType.EndElement && isHolder)
                found.Add((line, column, string.Join(' ', words)));
        }
        return found;
    }
}
