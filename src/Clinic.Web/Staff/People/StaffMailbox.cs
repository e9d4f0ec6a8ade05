using System.Security.Cryptography;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff.Passkeys;

namespace Clinic.Web.Staff.People;

/// <summary>Letters to the staff, queued in the transaction that they tell of.</summary>
public sealed class StaffMailbox(StaffLetterSeal seal, StaffHost host)
{
    const int NameBytes = 8;

    /// <param name="page">Of the staff side.</param>
    public string AddressOf(string page) => new Uri(host.Address, page).AbsoluteUri;

    public Task Invite(SqlSession session, StaffPerson person, InvitationSecret secret, DateTimeOffset until,
        DateTimeOffset now) =>
        Queue(session, new(StaffNews.Invitation, person.Email, person.Name, LinkOf(secret), until), now);

    public string LinkOf(InvitationSecret secret) => AddressOf($"/staff/join#{secret.Value}");

    /// <summary>Tells the person themselves and every owner.</summary>
    public async Task Tell(SqlSession session, StaffNews news, StaffPerson about, DateTimeOffset now)
    {
        await Queue(session, new(news, about.Email, about.Name, AddressOf("/staff/account")), now);
        await TellOwners(session, news, about, now);
    }

    /// <summary>Tells every owner but the person.</summary>
    public async Task TellOwners(SqlSession session, StaffNews news, StaffPerson about, DateTimeOffset now)
    {
        foreach (var owner in await StaffMembers.Owners(session))
            if (owner.Id != about.Id)
                await Queue(session, new(news, owner.Email, about.Name, AddressOf("/staff/people")), now);
    }

    Task Queue(SqlSession session, StaffLetter letter, DateTimeOffset now)
    {
        var about = $"{QueuedMail.Letter}{RandomNumberGenerator.GetHexString(NameBytes * 2, lowercase: true)}";
        return Outbox.Add(session, new(about, MailKind.StaffLetter, now) { Payload = seal.Close(letter) });
    }
}
