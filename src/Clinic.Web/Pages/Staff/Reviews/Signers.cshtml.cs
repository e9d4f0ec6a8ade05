using Clinic.Web.Clinic;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>As which person of clinic.yaml each clinician signs.</summary>
[StaffPage(StaffAction.ManagePeople, Touch = FreshTouch.ForPosts)]
public sealed class SignersModel(Signers signers, StaffDirectory directory, TimeProvider clock) : PageModel
{
    const string Address = "/staff/reviews/signers";

    IReadOnlyDictionary<string, string> keys = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<StaffPerson> Accounts { get; private set; } = [];

    public IReadOnlyList<Person> Clinicians => signers.Clinicians;

    public bool IsDone { get; private set; }

    public string? Wrong { get; private set; }

    public bool IsTouched => HttpContext.StaffSession().IsFresh(clock.GetUtcNow()) || HttpContext.StaffSession()
        .Person.Id == StaffPeople.Demonstration;

    /// <summary>The key of clinic.yaml, or nothing.</summary>
    public string KeyOf(StaffPerson person) => keys.GetValueOrDefault(person.Id, "");

    public async Task OnGet(string? done, CancellationToken cancel)
    {
        IsDone = done == "named";
        await Open(cancel);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (await PostedBody.Read(Request, cancel) is not { Refusal: null } body) return BadRequest();
        await Open(cancel);
        var (person, key) = (PasskeyPage.Named(body.Fields, "person"), PasskeyPage.Named(body.Fields, "key"));
        if (Accounts.All(account => account.Id != person))
            return Say("Nothing was changed: this person is no clinician of the website any more.");
        var change = await signers.Name(person, key.Length == 0 ? null : key, HttpContext.StaffSession()
            .Person.Id, cancel);
        if (change == SignerChange.NoClinician)
            return Say("Nothing was changed: clinic.yaml names no such person with a credential.");
        if (change == SignerChange.Taken)
            return Say("Nothing was changed: somebody else signs as this person. Take it from them first.");
        Response.Headers.Location = $"{Address}?done=named";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    async Task Open(CancellationToken cancel)
    {
        Accounts = (await directory.Read(cancel)).WhoMay(StaffAction.SignTexts);
        keys = await signers.All(cancel);
    }

    PageResult Say(string sentence)
    {
        (Wrong, Response.StatusCode) = (sentence, StatusCodes.Status400BadRequest);
        return Page();
    }
}
