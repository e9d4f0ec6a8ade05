namespace Clinic.Web.Staff;

/// <summary>What somebody signed in wants to do. A page asks for the right to an action, never for a role.</summary>
public enum StaffAction
{
    /// <summary>One's own passkeys and sessions; everybody's right.</summary>
    UseAccount,
    ReadRequests,
    AnswerRequests,
    ExportRequests,
    EraseRequests,
    ManagePeople,
    /// <summary>Decide whose key requests are sealed for.</summary>
    ManageReaders,
    ReadTrail,
    /// <summary>Change texts, pictures and facts of the site; what is medicine waits for a signature.</summary>
    EditSite,
    /// <summary>See texts that readers do not see yet, and every change there was.</summary>
    ReadSite,
    /// <summary>Stand by a medical text.</summary>
    SignTexts,
    /// <summary>Publish a medical text that nobody has signed, with a reason.</summary>
    PublishPastReview,
}

public static class StaffRights
{
    public static bool May(this StaffRoles roles, StaffAction action) => action switch
    {
        StaffAction.UseAccount => true,
        StaffAction.ReadRequests or StaffAction.AnswerRequests or StaffAction.EraseRequests =>
            (roles & (StaffRoles.Owner | StaffRoles.FrontDesk)) != StaffRoles.None,
        StaffAction.EditSite => (roles & (StaffRoles.Owner | StaffRoles.FrontDesk | StaffRoles.Writer)) != StaffRoles.None,
        StaffAction.ReadSite => roles != StaffRoles.None,
        StaffAction.SignTexts => roles.HasFlag(StaffRoles.Clinician),
        StaffAction.PublishPastReview or StaffAction.ExportRequests or StaffAction.ManagePeople or StaffAction.ManageReaders or StaffAction.ReadTrail =>
            roles.HasFlag(StaffRoles.Owner),
    };
}
