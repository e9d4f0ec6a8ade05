using Clinic.Web.Staff;

namespace Clinic.Web.Pages;

/// <summary>For which requests to a page the passkey must have been touched in the last five minutes.</summary>
public enum FreshTouch
{
    Never,
    ForPosts,
    Always,
}

/// <summary>
/// On the model of a page of the clinic's side: who may ask for it. A page under /staff without this or <see
/// cref="StaffEntranceAttribute"/> is shown to nobody.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class StaffPageAttribute(StaffAction action) : Attribute
{
    public StaffAction Action => action;

    public FreshTouch Touch { get; init; }

    /// <summary>In bytes; a page that takes whole texts says so.</summary>
    public int LargestPost { get; init; } = PostedBody.Largest;

    /// <summary>In bytes; a page that takes a file says how large one may be.</summary>
    public int LargestFile { get; init; }
}

/// <summary>On the model of a page that people see before they are signed in.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class StaffEntranceAttribute : Attribute;
