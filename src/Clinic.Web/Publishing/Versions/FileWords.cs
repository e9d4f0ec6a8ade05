using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Editorial;

namespace Clinic.Web.Publishing.Versions;

/// <summary>What changed in one file, in words that follow on a name: "changed 2 sentences of Side effects".</summary>
static class FileWords
{
    /// <param name="title">How readers know the text that the file is of.</param>
    public static IReadOnlyList<string> Of(string path, byte[]? before, byte[]? after, string title)
    {
        if (ContentFolder.IsPicture(path))
            return [$"{Done(before, after)} the picture {Path.GetFileName(path)} of {title}"];
        if (!ContentFolder.IsText(path))
            return before is null || after is null
                ? [$"{Done(before, after)} {path}"] : DataWords.Of(path, before, after);
        if (before is null || after is null) return [before is null ? $"added {title}" : $"took away {title}"];
        var ((oldTop, oldBody), (newTop, newBody)) = (Parts(path, before), Parts(path, after));
        var said = Keys(oldTop, newTop, title).Concat(Sentences(oldBody, newBody, title)).ToList();
        return said.Count > 0 ? said : [$"changed the spacing of {title}"];
    }

    /// <summary>The title that a text has in these bytes, or its path.</summary>
    public static string TitleIn(string path, byte[]? bytes) =>
        bytes is not null && ContentFolder.IsText(path) && Parts(path, bytes)
            .Top.GetValueOrDefault("title") is { Length: > 0 } title
            ? title.Trim('"', '\'') : path;

    static string Done(byte[]? before, byte[]? after) =>
        before is null ? "added" : after is null ? "took away" : "replaced";

    static (Dictionary<string, string> Top, string Body) Parts(string path, byte[] bytes)
    {
        var top = new Dictionary<string, string>(StringComparer.Ordinal);
        if (ArticleReader.Split(ContentFile.Of(path, bytes)) is not { } parts)
            return (top, Encoding.UTF8.GetString(bytes));
        var key = "";
        foreach (var line in parts.Yaml.Split('\n'))
        {
            if (line.Length > 0 && char.IsAsciiLetter(line[0])
                && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                top[key = line[..colon]] = line[(colon + 1)..].Trim();
            else if (key.Length > 0) top[key] += line.Trim();
        }
        return (top, parts.Markdown);
    }

    static IEnumerable<string> Keys(Dictionary<string, string> before, Dictionary<string, string> after, string title)
    {
        foreach (var key in before.Keys.Union(after.Keys)
            .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)))
        {
            var now = after.GetValueOrDefault(key);
            yield return key switch
            {
                "title" => $"changed the title of {before.GetValueOrDefault(key)?.Trim('"')} to {now?.Trim('"')}",
                "draft" => now == "true" ? $"took {title} back: readers do not see it"
                    : $"made {title} ready for readers",
                "published" => $"set the day from which readers see {title} to {now}",
                "expires" => now is null ? $"let {title} stay for good" : $"let {title} end on {now}",
                "reviewed" => $"noted the review of {title} on {now}",
                "reviewer" or "next-review" or "formerly" when before.ContainsKey("reviewed") && key != "formerly"
                    && Differs("reviewed") => "",
                "next-review" => $"set the next review of {title} to {now}",
                "formerly" => $"noted a former address of {title}",
                _ => $"changed the {key} of {title}",
            };
        }

        bool Differs(string key) => before.GetValueOrDefault(key) != after.GetValueOrDefault(key);
    }

    static IEnumerable<string> Sentences(string before, string after, string title)
    {
        var (old, now) = (Editorial.Sentences.Of(before).Select(one => one.Text).ToList(), Editorial.Sentences.Of(after)
            .Select(one => one.Text).ToList());
        var (gone, come) = (Without(old, now), Without(now, old));
        var changed = Math.Min(gone, come);
        if (changed > 0) yield return $"changed {Count(changed)} of {title}";
        if (come > changed) yield return $"added {Count(come - changed)} to {title}";
        if (gone > changed) yield return $"took {Count(gone - changed)} out of {title}";
    }

    static int Without(List<string> all, List<string> others)
    {
        var left = others.GroupBy(one => one, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
        return all.Count(one => left.GetValueOrDefault(one) == 0 || left[one]-- == 0);
    }

    static string Count(int number) => number == 1 ? "1 sentence" : $"{number} sentences";
}
