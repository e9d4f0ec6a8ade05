using System.Globalization;
using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial.Editing;

/// <summary>
/// What becomes of the files when somebody starts, renames, reviews, takes back or deletes a whole text. Nothing is
/// written here; each says in a sentence why it cannot be done.
/// </summary>
public sealed class TextPlans(ContentSnapshot content, string folder)
{
    /// <summary>A new draft that passes the schema, with a frame of headings to fill.</summary>
    public IReadOnlyList<EditedFile> Start(string title, DateOnly today)
    {
        var slug = MarkdownRenderer.IdOf(title);
        if (!FrontMatter.IsSlug(slug))
            throw new EditingException($"\"{title}\" has no words that could be an address; use letters and digits.");
        if (title.Length > FrontMatter.LongestTitle)
            throw new EditingException($"The title has {title.Length} characters; {FrontMatter.LongestTitle} are the most.");
        RefuseTaken(slug, ContentKind.Article);
        if (content.All.Values.FirstOrDefault(text =>
            string.Equals(text.Title, title, StringComparison.OrdinalIgnoreCase)) is { } twin)
            throw new EditingException($"{twin.File.Path} has this title already.");
        var people = content.Clinic.People.Values;
        var author = people.FirstOrDefault(person =>
            person.Credential is null) ?? people.FirstOrDefault() ?? throw new EditingException(
            "clinic.yaml names no person who could have written it.");
        var files = new EditedFiles(folder);
        files.Put(ContentKind.Article.FileOf(slug), Encoding.UTF8.GetBytes(ArticleFrame.Of(title, author.Key, today)));
        return files.All;
    }

    /// <summary>
    /// Moves a text and its pictures, leaves its old address as a redirect and rewrites every link to it.
    /// </summary>
    public IReadOnlyList<EditedFile> Rename(string oldName, string newName)
    {
        var text = Find(oldName);
        var (oldSlug, newSlug) = (text.Slug, Bare(newName));
        if (text.Address == "/")
            throw new EditingException("The home page keeps its name: it is the address / itself.");
        if (!FrontMatter.IsSlug(newSlug))
            throw new EditingException($"\"{newName}\" cannot be an address; use small letters, digits and hyphens, such as \"side-effects\".");
        RefuseTaken(newSlug, text.Kind, except: text);

        var files = new EditedFiles(folder);
        var room = text.Kind.Folder;
        var formerly = text.Matter.Formerly.Where(former => former != newSlug).Append(oldSlug)
            .Distinct(StringComparer.Ordinal);
        files.Edit(text.File.Path, file => file.Set("formerly", $"[{string.Join(", ", formerly)}]"));
        foreach (var path in TextsAndData()) files.Edit(path, file => Relink(file, path, text, newSlug));
        files.Move(text.File.Path, text.Kind.FileOf(newSlug));
        foreach (var picture in PicturesOf(text)) files.Move(picture, $"{room}/{newSlug}/{Path.GetFileName(picture)}");
        return files.All;
    }

    /// <summary>Stamps a review by a clinician, whose next one is due on that day.</summary>
    public IReadOnlyList<EditedFile> Review(string name, string by, DateOnly today, out DateOnly next)
    {
        var path = PathOf(name);
        if (!content.Clinic.People.TryGetValue(by, out var person) || person.Credential is null)
            throw new EditingException(
                $"\"{by}\" is no clinician of clinic.yaml; one of: "
                    + $"{string.Join(", ", content.Clinic.People.Values.Where(other => other.Credential is not null).Select(other => other.Key))}.");
        var due = next = ReviewStamp.NextReview(content, path, today);
        var files = new EditedFiles(folder);
        files.Edit(path, file => ReviewStamp.Stamp(file, by, today, due));
        RefuseUnready(path, Encoding.UTF8.GetString(files.Read(path)!));
        return files.All;
    }

    /// <summary>Takes a text out with its pictures. Pages that lead to it are named, and nothing is done.</summary>
    public IReadOnlyList<EditedFile> Delete(string name)
    {
        var path = PathOf(name);
        if (Article.IsLedToByEveryPage(path))
            throw new EditingException("Every page leads to this one, so it cannot be taken away.");
        var files = new EditedFiles(folder);
        if (content.All.Values.FirstOrDefault(text => text.File.Path == path) is { } found)
        {
            if (LeadingTo(found) is { Count: > 0 } leading)
                throw new EditingException($"Links would lead nowhere: {string.Join(", ", leading)} "
                    + $"{(leading.Count == 1 ? "leads" : "lead")} to {found.Address}. Change these first.");
            foreach (var picture in PicturesOf(found)) files.TakeAway(picture);
        }
        files.TakeAway(path);
        return files.All;
    }

    /// <summary>A draft again, which readers do not see.</summary>
    public IReadOnlyList<EditedFile> TakeBack(string name)
    {
        if (Article.IsLedToByEveryPage(PathOf(name)))
            throw new EditingException("Every page leads to this one, so it cannot be taken back.");
        return Set(name, "draft", "true");
    }

    /// <summary>Readers see it from this minute on, by the clinic's clock.</summary>
    public IReadOnlyList<EditedFile> Schedule(string name, DateTime from) => Set(name, "published", Minute(from));

    /// <summary>Readers see it until this minute; with null for good.</summary>
    public IReadOnlyList<EditedFile> Expire(string name, DateTime? until)
    {
        if (until is not null && Article.IsLedToByEveryPage(PathOf(name)))
            throw new EditingException("Every page leads to this one, so it cannot end.");
        return until is { } last ? Set(name, "expires", Minute(last)) : Edit(name, file => file.Remove("expires"));
    }

    /// <summary>The files in which a link leads to this text.</summary>
    public IReadOnlyList<string> LeadingTo(Article text) =>
        [.. TextsAndData().Where(path => path != text.File.Path && new EditedFiles(folder).Read(path) is { } bytes
            && EditedText.Of(bytes) is var file && Leads(file, path, text))];

    bool Leads(EditedText file, string path, Article text)
    {
        Relink(file, path, text, text.Slug + "-no-more");
        return file.IsChanged;
    }

    void Relink(EditedText file, string path, Article text, string newSlug)
    {
        new TextRename(text.Kind, text.Slug, newSlug).Relink(file, path);
        var related = content.All.Values.FirstOrDefault(other => other.File.Path == path)?.Matter.Related ?? [];
        if (!text.IsStandingPage && related.Contains(text.Slug))
            file.Set("related", $"[{string.Join(", ", related.Select(slug => slug == text.Slug ? newSlug : slug))}]");
    }

    IReadOnlyList<EditedFile> Set(string name, string key, string value) => Edit(name, file => file.Set(key, value));

    IReadOnlyList<EditedFile> Edit(string name, Action<EditedText> edit)
    {
        var files = new EditedFiles(folder);
        files.Edit(PathOf(name), edit);
        return files.All;
    }

    IEnumerable<string> TextsAndData() => new ContentFolder(folder).Files().Where(path =>
        path.EndsWith(".md", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal));

    IEnumerable<string> PicturesOf(Article text) => new ContentFolder(folder).Files().Where(path =>
        ContentFolder.IsPicture(path) && path.StartsWith($"{text.Kind.Folder}/{text.Slug}/", StringComparison.Ordinal));

    // A clinician's word stands only on a text that readers could see as it is.
    void RefuseUnready(string path, string text)
    {
        var problems = new List<ContentProblem>();
        ArticleReader.Read(ContentFile.Of(path, text), RenderingData.Of(content), problems);
        if (problems.Find(problem => problem.Severity == ProblemSeverity.Error
            || problem.Rule == ContentRule.Frame) is { } problem)
            throw new EditingException($"This text cannot be reviewed before it is mended. {problem}");
    }

    Article Find(string name)
    {
        var path = PathOf(name);
        return content.All.Values.FirstOrDefault(text => text.File.Path == path) ?? throw NotThere(name);
    }

    static EditingException NotThere(string name) =>
        new($"There is no text \"{name}\" that can be read; give the name of its file without .md. \"check\" names files that cannot be read.");

    /// <summary>
    /// Of a text in the folder, whether or not it can be read: one that only lacks its review cannot yet.
    /// </summary>
    string PathOf(string name)
    {
        var found = new ContentFolder(folder).Files().Where(ContentFolder.IsText)
            .Where(path => Path.GetFileNameWithoutExtension(path) == Bare(name)).ToList();
        if (name.Contains('/', StringComparison.Ordinal))
            found = [.. found.Where(path => Path.GetDirectoryName(path) == name.Split('/')[0])];
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
        if (File.Exists(Path.Combine(folder, folders, slug + ".md"))
            || Directory.Exists(Path.Combine(folder, folders, slug)))
            throw new EditingException($"{folders}/{slug} is there already; choose another name.");
        if (content.Moved.TryGetValue(kind.AddressOf(slug), out var now) && now != except?.Address)
            throw new EditingException($"\"{slug}\" is a former name of {now}, so that old links lead there; choose another name.");
    }

    static string Bare(string name) => name.Split('/')[^1] is var last
        && last.EndsWith(".md", StringComparison.Ordinal) ? last[..^3] : last;

    static string Minute(DateTime time) =>
        time.ToString(time.TimeOfDay == TimeSpan.Zero
            ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Why an editor's wish was not done; nothing was changed.</summary>
public sealed class EditingException(string message) : Exception(message);
