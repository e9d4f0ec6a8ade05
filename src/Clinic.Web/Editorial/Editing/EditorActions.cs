using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial.Editing;

/// <summary>
/// What an editor does to whole texts: start one, rename one, stamp a review. Each says in a sentence what it did, or throws one that says
/// why not.
/// </summary>
public sealed class EditorActions(string folder)
{
    readonly ContentSnapshot content = new SnapshotReader(new(folder)).Read();

    public DateOnly DayOf(DateTimeOffset now) => content.DayOf(now);

    /// <summary>The path of a new draft that passes the schema, with a frame of headings to fill.</summary>
    public string Start(string title, DateOnly today)
    {
        var slug = MarkdownRenderer.IdOf(title);
        if (!FrontMatter.IsSlug(slug)) throw new EditingException($"\"{title}\" has no words that could be an address; use letters and digits.");
        if (title.Length > FrontMatter.LongestTitle)
            throw new EditingException($"The title has {title.Length} characters; {FrontMatter.LongestTitle} are the most.");
        RefuseTaken(slug, ContentKind.Article);
        if (content.All.Values.FirstOrDefault(text => string.Equals(text.Title, title, StringComparison.OrdinalIgnoreCase)) is { } twin)
            throw new EditingException($"{twin.File.Path} has this title already.");
        var people = content.Clinic.People.Values;
        var author = people.FirstOrDefault(person => person.Credential is null) ?? people.FirstOrDefault() ?? throw new EditingException(
            "clinic.yaml names no person who could have written it.");
        var path = ContentKind.Article.FileOf(slug);
        Directory.CreateDirectory(Path.Combine(folder, ContentKind.Article.Folder));
        File.WriteAllText(Path.Combine(folder, path), ArticleFrame.Of(title, author.Key, today));
        return path;
    }

    /// <summary>Moves a text and its pictures, leaves its old address as a redirect and rewrites every link to it; the paths that changed.</summary>
    public IReadOnlyList<string> Rename(string oldName, string newName)
    {
        var text = Find(oldName);
        var (oldSlug, newSlug) = (text.Slug, Bare(newName));
        if (text.Address == "/") throw new EditingException("The home page keeps its name: it is the address / itself.");
        if (!FrontMatter.IsSlug(newSlug))
            throw new EditingException($"\"{newName}\" cannot be an address; use small letters, digits and hyphens, such as \"side-effects\".");
        RefuseTaken(newSlug, text.Kind, except: text);

        var room = text.Kind.Folder;
        var changed = new List<string> { $"{room}/{newSlug}.md" };
        var file = TextOnDisk.Open(Path.Combine(folder, text.File.Path));
        var formerly = text.Matter.Formerly.Where(former => former != newSlug).Append(oldSlug).Distinct(StringComparer.Ordinal);
        file.Set("formerly", $"[{string.Join(", ", formerly)}]");
        file.Replace(LinkTo(text.Address), "$1" + text.Kind.AddressOf(newSlug));
        var pictures = Path.Combine(folder, room, oldSlug);
        if (Directory.Exists(pictures))
        {
            Directory.Move(pictures, Path.Combine(folder, room, newSlug));
            changed.Add($"{room}/{newSlug}/");
        }
        file.MoveTo(Path.Combine(folder, room, newSlug + ".md"));
        changed.AddRange(RewriteLinks(text, newSlug));
        return changed;
    }

    /// <summary>Stamps a review by a clinician; the day of the next one, which is moved a little where many are due in one week.</summary>
    public DateOnly Review(string name, string by, DateOnly today)
    {
        var path = PathOf(name);
        if (!content.Clinic.People.TryGetValue(by, out var person) || person.Credential is null)
            throw new EditingException(
                $"\"{by}\" is no clinician of clinic.yaml; one of: "
                    + $"{string.Join(", ", content.Clinic.People.Values.Where(other => other.Credential is not null).Select(other => other.Key))}.");
        var next = ReviewStamp.NextReview(content, path, today);
        var file = TextOnDisk.Open(Path.Combine(folder, path));
        ReviewStamp.Stamp(file, by, today, next);
        RefuseUnready(path, file.Text);
        file.Save();
        return next;
    }

    IEnumerable<string> RewriteLinks(Article text, string newSlug)
    {
        var link = LinkTo(text.Address);
        foreach (var path in new ContentFolder(folder).Files()
            .Where(path => path.EndsWith(".md", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            var file = TextOnDisk.Open(Path.Combine(folder, path));
            file.Replace(link, "$1" + text.Kind.AddressOf(newSlug));
            var related = content.All.Values.FirstOrDefault(other => other.File.Path == path)?.Matter.Related ?? [];
            if (!text.IsStandingPage && related.Contains(text.Slug))
                file.Set("related", $"[{string.Join(", ", related.Select(slug => slug == text.Slug ? newSlug : slug))}]");
            if (!file.IsChanged) continue;
            file.Save();
            yield return path;
        }
    }

    // The address as a whole: "/costs" is neither in "/costs-of-care" nor in "/articles/costs".
    static Regex LinkTo(string address) =>
        new($@"(^|[(\s""'<]){Regex.Escape(address)}(?=$|[)#\s""'>?.,;])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // A clinician's word stands only on a text that readers could see as it is.
    void RefuseUnready(string path, string text)
    {
        var problems = new List<ContentProblem>();
        ArticleReader.Read(ContentFile.Of(path, text), RenderingData.Of(content), problems);
        if (problems.Find(problem => problem.Severity == ProblemSeverity.Error || problem.Rule == ContentRule.Frame) is { } problem)
            throw new EditingException($"This text cannot be reviewed before it is mended. {problem}");
    }

    Article Find(string name)
    {
        var path = PathOf(name);
        return content.All.Values.FirstOrDefault(text => text.File.Path == path) ?? throw NotThere(name);
    }

    static EditingException NotThere(string name) =>
        new($"There is no text \"{name}\" that can be read; give the name of its file without .md. \"check\" names files that cannot be read.");

    /// <summary>Of a text in the folder, whether or not it can be read: one that only lacks its review cannot yet.</summary>
    string PathOf(string name)
    {
        var found = new ContentFolder(folder).Files().Where(ContentFolder.IsText)
            .Where(path => Path.GetFileNameWithoutExtension(path) == Bare(name)).ToList();
        if (name.Contains('/', StringComparison.Ordinal)) found = [.. found.Where(path => Path.GetDirectoryName(path) == name.Split('/')[0])];
        return found switch
        {
            [var path] => path,
            [] => throw NotThere(name),
            _ => throw new EditingException($"There are articles/{Bare(name)}.md and pages/{Bare(name)}.md; say which, such as \"articles/{Bare(name)}\"."),
        };
    }

    void RefuseTaken(string slug, ContentKind kind, Article? except = null)
    {
        if (kind == ContentKind.StandingPage && Article.MadeByTheSite.Contains(slug))
            throw new EditingException($"The site makes a page \"{slug}\" itself; choose another name.");
        var folders = kind.Folder;
        if (File.Exists(Path.Combine(folder, folders, slug + ".md")) || Directory.Exists(Path.Combine(folder, folders, slug)))
            throw new EditingException($"{folders}/{slug} is there already; choose another name.");
        if (content.Moved.TryGetValue(kind.AddressOf(slug), out var now) && now != except?.Address)
            throw new EditingException($"\"{slug}\" is a former name of {now}, so that old links lead there; choose another name.");
    }

    static string Bare(string name) => name.Split('/')[^1] is var last && last.EndsWith(".md", StringComparison.Ordinal) ? last[..^3] : last;
}

/// <summary>Why an editor's wish was not done; nothing was changed.</summary>
public sealed class EditingException(string message) : Exception(message);
