using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Delivery;

/// <summary>What the staff are told by mail: who did what, and where to look when it should not have been.</summary>
static class StaffLetterText
{
    const string IfUnexpected =
        "If you did not expect this, speak to an owner of the website in person today. Do not answer this mail.";

    public static (string Subject, string Text) Of(StaffLetter letter, Letterhead head)
    {
        var (subject, news) = letter.News switch
        {
            StaffNews.Invitation => ("Your invitation to the clinic's website", $"""
                Hello {letter.Person},

                you are invited to the staff side of the website of {head.ClinicName}. Open this address on the phone or computer that you will work with:

                {letter.Address}

                The invitation is yours alone, works once, and ends on {head.Say(letter.Until ?? default)}. Nobody at the clinic will ask you for it.
                """),
            StaffNews.PasskeyAdded =>
                ("A passkey was added", About(letter, "a new passkey was made, which signs {0} in to the website.")),
            StaffNews.PasskeyRemoved => ("A passkey was removed",
                About(letter, "a passkey was removed, which no longer signs {0} in to the website.")),
            StaffNews.OwnerInvited => ("Somebody was invited as an owner", About(letter,
                "somebody with access to the server has invited {0} as an owner of the website. They count as one only after an owner confirms it.")),
            StaffNews.OwnerToConfirm => ("An owner waits to be confirmed", About(letter,
                "{0} was invited on the server as an owner, and has joined. Confirm it only after you have spoken with them.")),
            StaffNews.OwnerConfirmed =>
                ("An owner was confirmed", About(letter, "{0} is now an owner of the website.")),
            StaffNews.RolesChanged => ("What somebody may do was changed",
                About(letter, "an owner has changed what {0} may do on the website.")),
            StaffNews.Removed =>
                ("Somebody was removed", About(letter, "an owner has removed {0} from the staff of the website.")),
        };
        return (subject, letter.News == StaffNews.Invitation
            ? $"{news}\n\n{head.Phone}\n" : $"{news}\n\n{IfUnexpected}\n\n{head.ClinicName}\n");
    }

    static string About(StaffLetter letter, string news) =>
        $"Hello,\n\n{news.Replace("{0}", letter.Person, StringComparison.Ordinal)}\n\nWho did what is written down at {letter.Address}";
}
