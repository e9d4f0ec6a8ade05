using System.Globalization;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// What a text calls upon by name: sources, which get their numbers, and pictures, which get their addresses.
/// </summary>
static class SourcesAndPictures
{
    public static List<CitedSource> Number(MarkdownDocument document, RenderingData data, Action<MarkdownObject, string,
        string> report)
    {
        var mentions = new Dictionary<string, (int Number, List<string> Ids)>(StringComparer.Ordinal);
        void Mention(MarkdownObject at, IEnumerable<string> keys, List<(int Number, string Id)> marks)
        {
            foreach (var key in keys)
            {
                if (!data.References.ContainsKey(key))
                {
                    if (at is CitationInline && !data.Unread.Contains(DataFile.ReferencesFile))
                        report(at, $"The source \"{key}\" is not in references.yaml.", "a key that stands there.");
                    continue;
                }
                if (!mentions.TryGetValue(key, out var entry)) mentions[key] = entry = (mentions.Count + 1, []);
                var id = string.Create(CultureInfo.InvariantCulture, $"cite-{entry.Number}-{entry.Ids.Count + 1}");
                entry.Ids.Add(id);
                marks.Add((entry.Number, id));
            }
        }

        foreach (var at in document.Descendants())
        {
            if (at is CitationInline citation) Mention(at, citation.Keys, citation.Marks);
            else if (at is CustomContainer { Info: ContentBoxes.Routes })
            {
                foreach (var (sources, marks) in RouteCitations.In(at, data.Routes.Select(route => route.Sources)))
                    Mention(at, sources, marks);
            }
            else if (at is CustomContainer { Info: ContentBoxes.Costs })
            {
                foreach (var (sources, marks) in RouteCitations.In(at, data.Sold.SelectMany(RouteCitations.OfFindings)))
                    Mention(at, sources, marks);
            }
        }
        return [.. mentions.OrderBy(entry => entry.Value.Number)
            .Select(entry => new CitedSource(entry.Value.Number, data.References[entry.Key], entry.Value.Ids))];
    }

    public static void ShowPictures(MarkdownDocument document, SourceText source, RenderingData data,
        Action<MarkdownObject,
        string, string> report)
    {
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage).ToList())
        {
            if (Passages.PlainText(image).Length == 0)
                report(image, "This picture has no alternative text.", "![what the picture shows](name.jpg).");
            if (data.Pictures.TryGetValue($"{source.Folder}/{image.Url}", out var picture))
            {
                image.Url = picture.Address;
                image.SetData(typeof(PictureSizes), data.Sizes.Of(picture));
                image.GetAttributes().AddProperty("width", picture.Width.ToString(CultureInfo.InvariantCulture));
                image.GetAttributes().AddProperty("height", picture.Height.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                if (!data.Unread.Contains($"{source.Folder}/{image.Url}"))
                    report(image, $"The picture \"{image.Url}\" is not in the folder {source.Folder}.",
                        "a picture that lies there and can be read.");
                image.Remove();
            }
        }
    }
}
