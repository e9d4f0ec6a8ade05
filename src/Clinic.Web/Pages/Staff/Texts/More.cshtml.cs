using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Editorial.Editing;
using Clinic.Web.Publishing.Actions;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// What is done to a whole text: another name, days, out of sight, away. Each press is one change in the history.
/// </summary>
[StaffPage(StaffAction.EditSite)]
public sealed class TextMoreModel(TextActions actions, ArticleLibrary library) : PageModel
{
    static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm"];

    const string NoMoment = "Give the day as year-month-day, such as 2027-10-05, with a time or without: 2027-10-05 14:30.";

    public Article Text { get; private set; } = null!;

    public string Address => TextPath.AddressOf(Text.File.Path);

    /// <summary>The files whose links to this text a deletion would break.</summary>
    public IReadOnlyList<string> LeadingHere => actions.LeadingTo(Text);

    public string? Trouble { get; private set; }

    /// <summary>The button that was not done; what is wrong stands beside it.</summary>
    public string Pressed { get; private set; } = "";

    public string Typed { get; private set; } = "";

    public IActionResult OnGet(string folder, string slug) => Find(folder, slug) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string folder, string slug, CancellationToken cancel)
    {
        if (!Find(folder, slug)) return NotFound();
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        var (name, me) = ($"{folder}/{slug}", HttpContext.StaffSession().Person.Id);
        (Pressed, Typed) = (body.Fields["do"].ToString(), body.Fields["value"].ToString().Trim());
        try
        {
            return Pressed switch
            {
                "rename" when !FrontMatter.IsSlug(Typed) => Refuse(
                    "A name in an address has small letters, digits and hyphens, such as \"side-effects\".",
                        StatusCodes.Status400BadRequest),
                "rename" => Answer(await actions.Rename(name, Typed, me, cancel),
                    $"{TextPath.AddressOf($"{folder}/{Typed}.md")}?said=renamed"),
                "take-back" => Answer(await actions.TakeBack(name, me, cancel), $"{Address}?said=taken-back"),
                "schedule" when Moment() is { } from =>
                    Answer(await actions.Schedule(name, from, me, cancel), $"{Address}?said=scheduled"),
                "expire" when Typed.Length == 0 =>
                    Answer(await actions.Expire(name, null, me, cancel), $"{Address}?said=scheduled"),
                "expire" when Moment() is { } until =>
                    Answer(await actions.Expire(name, until, me, cancel), $"{Address}?said=scheduled"),
                "schedule" or "expire" => Refuse(NoMoment, StatusCodes.Status400BadRequest),
                "delete" when body.Fields["sure"] == "yes" =>
                    Answer(await actions.Delete(name, me, cancel), $"{TextListModel.Address}?said=deleted"),
                "delete" => Refuse("Tick the box first: then it is deleted.", StatusCodes.Status400BadRequest),
                _ => Refuse("That was no button of this page.", StatusCodes.Status400BadRequest),
            };
        }
        catch (EditingException e)
        {
            return Refuse(e.Message, StatusCodes.Status409Conflict);
        }
    }

    IActionResult Answer(PublishResult result, string next)
    {
        switch (result)
        {
            case PublishResult.Published:
                Response.Headers.Location = next;
                return StatusCode(StatusCodes.Status303SeeOther);
            case PublishResult.ChangedMeanwhile:
                return Refuse("The text changed just now, so nothing was done. Look at it, then press again.",
                    StatusCodes.Status409Conflict);
            case PublishResult.Refused refused:
                var mistakes = string.Join(' ', refused.Problems.Take(3).Select(problem => problem.ToString()));
                return Refuse($"Not done, since readers would meet a mistake. {mistakes}",
                    StatusCodes.Status409Conflict);
            case PublishResult.CannotWrite cannot:
                return Refuse(cannot.Sentence, StatusCodes.Status409Conflict);
            default:
                throw new InvalidOperationException("Unknown outcome of publishing.");
        }
    }

    PageResult Refuse(string sentence, int status)
    {
        (Trouble, Response.StatusCode) = (sentence, status);
        return Page();
    }

    DateTime? Moment() => DateTime.TryParseExact(Typed, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None,
        out var moment) ? moment : null;

    bool Find(string folder, string slug)
    {
        if (TextPath.Of(folder, slug) is not { } path
            || library.Current.All.Values.FirstOrDefault(text => text.File.Path == path) is not { } found)
            return false;
        Text = found;
        return true;
    }
}
