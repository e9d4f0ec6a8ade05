using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Publishing.Differences;
using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>One text to write in. Every press of a button keeps what was typed first.</summary>
[StaffPage(StaffAction.EditSite, LargestPost = PostedText.Largest)]
public sealed class TextEditModel(TextEditing editing, DraftReader reader, ContentFinder finder, ArticleLibrary library,
    StaffDirectory directory, ContentFolderState folder, CurrentClinic clinic, TimeProvider clock) : PageModel
{
    StaffNames people = new([]);

    public OpenedText Opened { get; private set; } = null!;

    public TextFile Words { get; private set; } = null!;

    /// <summary>Null when the block at the top cannot be read; it is shown as it is written then.</summary>
    public IReadOnlyList<TextField>? Fields { get; private set; }

    public ReadDraft Read { get; private set; } = null!;

    public string? Trouble { get; private set; }

    public string? Done { get; private set; }

    /// <summary>What the box beside the buttons found, for browsers without scripts.</summary>
    public IReadOnlyList<FoundMark> Found { get; private set; } = [];

    public string Wanted { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public string Address => TextPath.AddressOf(Opened.Path);

    public string PublicAddress => (ContentKind.Of(Opened.Path) ?? ContentKind.Article)
        .AddressOf(Path.GetFileNameWithoutExtension(Opened.Path));

    public string Title => Fields?.FirstOrDefault(one => one.Key == "title")?.Value is { Length: > 0 } title
        ? title : Opened.Path;

    /// <summary>What others have written here and not published.</summary>
    public IReadOnlyList<(string Sentence, IReadOnlyList<ChangedPlace> Places)> Others { get; private set; } = [];

    /// <summary>Null when there is nothing to publish.</summary>
    public DoorAnswer? Door { get; private set; }

    /// <summary>A name for the window that shows this page.</summary>
    public string Window { get; private set; } = "";

    /// <summary>Words can be kept all the same.</summary>
    public string? WhyReadOnly => folder.WhyReadOnly;

    public string Kept => Opened.Draft is { } draft ? At(draft.SavedAt) : "";

    StaffPerson Me => HttpContext.StaffSession().Person;

    public string At(DateTimeOffset moment) => ClinicTime.At(clinic.Profile, moment, clock.GetUtcNow());

    public string? HeldBy => Opened.Holder is { } holder
        ? TextWords.Held(people, holder, clinic.Profile, clock.GetUtcNow()) : null;

    public IEnumerable<DraftFinding> Of(TextField field) => Read.Findings.Where(finding => finding.Field == field.Key);

    public async Task<IActionResult> OnGet(string folder, string slug, string? said, CancellationToken cancel)
    {
        Done = TextWords.Said(said);
        return TextPath.Of(folder, slug) is { } path && await Fill(path, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(string folder, string slug, CancellationToken cancel)
    {
        if (TextPath.Of(folder, slug) is not { } path) return NotFound();
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        var form = body.Fields;
        var button = form["do"].ToString();
        if (button == "take-over")
        {
            if (form.ContainsKey("body")) await Keep(path, form, cancel);
            await editing.TakeOver(path, Me.Id, cancel);
            return SeeOther(path, "taken-over");
        }
        if (button == "give-up")
        {
            await editing.GiveUp(path, Me.Id, form["hash"].ToString(), cancel);
            return SeeOther(path, "given-up");
        }
        if (await editing.Open(path, Me.Id, cancel) is null) return NotFound();
        var kept = await Keep(path, form, cancel);
        (Wanted, Reason) = (form["find"].ToString().Trim(), form["reason"].ToString().Trim());
        if (TextEditing.IsTooLong(kept.Draft.Text))
            return await Again(path, TextEditing.TooLong, StatusCodes.Status413PayloadTooLarge, cancel);
        return (button, form["insert"].ToString(), form["mark"].ToString(), form["use"].ToString()) switch
        {
            (_, { Length: > 0 } insert, _, _) => await Insert(kept, insert, cancel),
            (_, _, { Length: > 0 } mark, _) =>
                await Change(kept, file => file.WithBody(MarkdownMarks.AtEnd(file.Body, mark)), "inserted", cancel),
            (_, _, _, { Length: > 0 } use) => await Use(kept, use, form["found"].ToString(), cancel),
            ("publish" or "review", _, _, _) => await Send(kept, asks: button == "review", cancel),
            _ => SeeOther(path, kept.IsJoined ? "joined" : "saved"),
        };
    }

    async Task<KeptDraft> Keep(string path, IFormCollection form, CancellationToken cancel)
    {
        var opened = PostedText.Opened(form);
        Window = PostedText.Window(form);
        var file = TextFile.Of(await editing.Begun(path, Me.Id, opened, Window, cancel));
        var text = PostedText.Write(file, TextField.Of(file, ContentKind.Of(path)!, library.Current), form).Text;
        return await editing.Keep(path, Me.Id, opened, text, Window, cancel);
    }

    async Task<IActionResult> Insert(KeptDraft kept, string button, CancellationToken cancel)
    {
        var path = kept.Draft.Path;
        if (MarkdownMarks.Of(button) is not { } mark)
            return await Again(path, "That was no button of this page.", StatusCodes.Status400BadRequest, cancel);
        if (Wanted.Length > 0 && MarkdownMarks.ListOf(button) is { } what)
        {
            Found = finder.Find(what, Wanted);
            if (Found is not [{ Insert: { } only }])
                return await Again(path, Found.Count == 0 ? "Nothing of that name was found; try fewer words." : null,
                    StatusCodes.Status200OK, cancel);
            mark = only;
        }
        else if (button is "source" or "glossary")
        {
            return await Again(path, button == "source"
                ? "Type some words of the source, or its DOI, into the box beside the buttons first."
                : "Type the word into the box beside the buttons first.", StatusCodes.Status400BadRequest, cancel);
        }
        return await Change(kept, file => file.WithBody(MarkdownMarks.AtEnd(file.Body, mark)), "inserted", cancel);
    }

    async Task<IActionResult> Use(KeptDraft kept, string index, string found, CancellationToken cancel)
    {
        var read = reader.Read(kept.Draft.Path, kept.Draft.Text);
        if (!int.TryParse(index, System.Globalization.CultureInfo.InvariantCulture, out var at)
            || kept.Draft.Hash != found
            || read.Findings.ElementAtOrDefault(at) is not { Instead: { } better, From: { } from, To: { } to })
            return await Again(kept.Draft.Path, "The text was changed after it was read, so it was read again. Press the button once more.",
                StatusCodes.Status409Conflict, cancel);
        return await Change(kept, file => file.WithBody(file.Body[..from] + better + file.Body[to..]), "used", cancel);
    }

    async Task<IActionResult> Change(KeptDraft kept, Func<TextFile, TextFile> change, string said,
        CancellationToken cancel)
    {
        var draft = kept.Draft;
        await editing.Keep(draft.Path, draft.Person, draft.Base, change(TextFile.Of(draft.Text)).Text, Window, cancel);
        return SeeOther(draft.Path, said);
    }

    async Task<IActionResult> Send(KeptDraft kept, bool asks, CancellationToken cancel)
    {
        var path = kept.Draft.Path;
        if (kept.HasChanged) return SeeMerge(path);
        if (kept.IsJoined)
            return await Again(path, TextWords.Joined, StatusCodes.Status409Conflict, cancel);
        var read = reader.Read(path, kept.Draft.Text);
        if (read.Blocks > 0)
            return await Again(path, $"{TextWords.Blocking(read.Blocks, read.Advises)}. Mend what is marked as an error first.",
                StatusCodes.Status400BadRequest, cancel);
        return await (asks ? editing.AskForReview(kept.Draft, Reason, cancel)
            : editing.Publish(kept.Draft, Me, Reason, cancel)) switch
        {
            TextOutcome.Published => SeeOther(path, "published"),
            TextOutcome.Asked => SeeOther(path, "asked"),
            TextOutcome.ChangedMeanwhile => SeeMerge(path),
            TextOutcome.HeldBy held => await Again(path,
                $"{TextWords.Held(await directory.Read(cancel), held.Holder, clinic.Profile, clock.GetUtcNow())}, so nothing was sent. "
                    + "Take it over first; your words are kept.", StatusCodes.Status409Conflict, cancel),
            TextOutcome.Refused refused => await Again(path,
                $"Not published. {string.Join(' ', refused.Problems.Take(3).Select(problem => problem.ToString()))}",
                StatusCodes.Status400BadRequest, cancel),
            TextOutcome.NotPossible not => await Again(path, not.Sentence, StatusCodes.Status409Conflict, cancel),
            _ => throw new InvalidOperationException("Unknown outcome."),
        };
    }

    async Task<IActionResult> Again(string path, string? trouble, int status, CancellationToken cancel)
    {
        if (!await Fill(path, cancel)) return NotFound();
        (Trouble, Response.StatusCode) = (trouble, status);
        return Page();
    }

    async Task<bool> Fill(string path, CancellationToken cancel)
    {
        if (await editing.Open(path, Me.Id, cancel) is not { } opened) return false;
        Window = Guid.NewGuid().ToString("N");
        await editing.Show(opened, Me.Id, Window, cancel);
        people = await directory.Read(cancel);
        (Opened, Words) = (opened, TextFile.Of(opened.Text));
        Fields = TextField.Of(Words, ContentKind.Of(path)!, library.Current);
        Read = reader.Read(path, opened.Text);
        Others = [.. (await editing.OthersOf(path, Me.Id, cancel)).Select(draft =>
            ($"What {TextWords.Who(people, draft.Person)} has written here and not published, saved {At(draft.SavedAt)}",
                PlaceDifference.Of(draft.BaseText ?? "", draft.Text)))];
        Door = await editing.DoorFor(path, opened.Text, Me.Roles, cancel);
        return true;
    }

    StatusCodeResult SeeOther(string path, string said) => SeeOther($"{TextPath.AddressOf(path)}?said={said}");

    StatusCodeResult SeeMerge(string path) => SeeOther($"{TextPath.AddressOf(path)}/merge");

    StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
