using Clinic.Web.Articles;
using Clinic.Web.Publishing.Pictures;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>The pictures of all texts: see them, add one, delete one that nothing shows.</summary>
[StaffPage(StaffAction.ReadSite, LargestFile = PictureUploads.LargestBytes)]
public sealed class StaffPicturesModel(ArticleLibrary library, PictureUploads uploads, PictureRemoval removal,
    PictureUses uses, PictureDrafts drafts,
    ContentSettings content, ContentFolderState folder) : PageModel
{
    public const string Address = "/staff/pictures";

    public IReadOnlyList<PictureGroup> Groups { get; private set; } = [];

    /// <summary>The texts that a picture can be added to: file without its ending, and title.</summary>
    public IReadOnlyList<(string Text, string Title)> Texts { get; private set; } = [];

    /// <summary>The one text that is looked at, or null.</summary>
    public string? Only { get; private set; }

    public PictureRow? Added { get; private set; }

    public string AddedMark { get; private set; } = "";

    public bool WasRemoved { get; private set; }

    public string? Wrong { get; private set; }

    public string Alt { get; private set; } = "";

    public string Caption { get; private set; } = "";

    public bool MayAdd => HttpContext.StaffSession().Person.Roles.May(StaffAction.EditSite);

    /// <summary>Said before anybody chooses a file.</summary>
    public string? WhyReadOnly => folder.WhyReadOnly;

    bool WantsJson => Request.Headers.Accept.ToString()
        .Contains("application/json", StringComparison.OrdinalIgnoreCase);

    public async Task<IActionResult> OnGet(string? text, string? added, string? alt, string? caption, string? done,
        CancellationToken cancel)
    {
        Only = text is null ? null : PictureFolders.Of(text);
        await Show(cancel);
        if (WantsJson)
            return new JsonResult(from row in Groups.SelectMany(shown => shown.Pictures)
                                  let name = row.Files.Name
                                  select new
                                  {
                                      title = name,
                                      insert = PictureMark.For(name, "", ""),
                                      row.Thumbnail,
                                      row.Size,
                                      row.Uses
                                  });
        WasRemoved = done == "deleted";
        Added = Groups.SelectMany(group => group.Pictures).FirstOrDefault(row => row.Files.Path == added);
        if (Added is not null) AddedMark = PictureMark.For(Added.Files.Name, alt ?? "", caption ?? "");
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!MayAdd) return NotTheirs();
        var posted = await PostedBody.Read(Request, cancel);
        var (fields, file) = (posted.Fields, PostedFile.Of(HttpContext));
        (Alt, Caption, Only) = (fields["alt"].ToString(), fields["caption"].ToString(),
            PictureFolders.Of(fields["text"].ToString()));
        if (posted.Refusal is not null || file.Refusal is not null)
            return await Say(file.Refusal ?? "The form could not be read. Please send it again.", cancel);
        if (file.Bytes.Length == 0)
            return await Say("Choose a file first: a photo, a screenshot or a drawing.", cancel);
        var outcome = await uploads.Add(new(fields["text"].ToString(), file.Bytes, Alt, Caption),
            HttpContext.StaffSession().Person.Id, cancel);
        if (outcome.Path is not { } path) return await Say(outcome.Said, cancel);
        if (WantsJson) return new JsonResult(new { insert = outcome.Mark, said = outcome.Said });
        return SeeOther($"{Address}?text={Only}&added={path}&alt={Uri.EscapeDataString(Alt)}&caption={Uri.EscapeDataString(Caption)}#added");
    }

    public async Task<IActionResult> OnPostDelete(CancellationToken cancel)
    {
        if (!MayAdd) return NotTheirs();
        var posted = (await PostedBody.Read(Request, cancel)).Fields;
        Only = PictureFolders.Of(posted["text"].ToString());
        return await removal.Remove(posted["picture"].ToString(), HttpContext.StaffSession()
            .Person.Id, cancel) is { } wrong
            ? await Say(wrong, cancel) : SeeOther($"{Address}?done=deleted{(Only is null ? "" : $"&text={Only}")}");
    }

    async Task Show(CancellationToken cancel)
    {
        var (snapshot, written) = (library.Current, await drafts.All(cancel));
        // Also those that somebody only writes, or that cannot be shown as they are.
        var titles = snapshot.All.Values.ToDictionary(article => article.File.Path, article =>
            article.Title, StringComparer.Ordinal);
        Texts = [.. new ContentFolder(content.Folder).Files().Where(ContentFolder.IsText).Concat(titles.Keys)
            .Concat(written.Select(draft => draft.Path))
            .Distinct(StringComparer.Ordinal).Select(path => (Text: path[..^".md".Length], Title: titles.GetValueOrDefault(path, path)))
            .Where(text => PictureFolders.Of(text.Text) is not null)
                .OrderBy(text => text.Title, StringComparer.CurrentCultureIgnoreCase)];
        Groups = [.. PictureFolders.Grouped(snapshot.Pictures.Values)
            .Where(files => Only is null || files.Folder == Only)
            .GroupBy(files => files.Folder, StringComparer.Ordinal)
            .Select(group => new PictureGroup(group.Key, Texts.FirstOrDefault(text => text.Text == group.Key)
                .Title ?? group.Key,
                [.. group.Select(files => PictureRow.Of(files, snapshot, uses.Of(files, written)))]))
            .OrderBy(group => group.Title, StringComparer.CurrentCultureIgnoreCase)];
    }

    async Task<IActionResult> Say(string sentence, CancellationToken cancel)
    {
        if (WantsJson) return new JsonResult(new { error = sentence }) { StatusCode = StatusCodes.Status400BadRequest };
        Wrong = sentence;
        await Show(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    ContentResult NotTheirs() => new()
    {
        Content = "Your role at this clinic does not include this. Ask an owner if you need it.",
        ContentType = "text/plain; charset=utf-8",
        StatusCode = StatusCodes.Status403Forbidden,
    };

    StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
