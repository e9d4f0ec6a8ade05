using System.Text;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;

namespace Clinic.Web.Pages;

/// <summary>What the history calls people, and says of what was posted.</summary>
public static class HistoryWords
{
    public static string Author(StaffNames names, string key) =>
        key == ContentVersion.TheFolder ? "Somebody, in the folder" : names.Of(key) ?? "Somebody who left";

    public static string Name(StaffNames names, ContentVersion version) => version.Cause switch
    {
        VersionCause.Begun => "The site",
        VersionCause.Upgraded => "An upgrade of the program",
        _ => version.Who == ContentVersion.TheFolder ? "Somebody" : Author(names, version.Who),
    };

    /// <summary>Why nothing was published.</summary>
    public static string Refusal(PublishResult? result, DoorAnswer? door) => result switch
    {
        PublishResult.ChangedMeanwhile changed =>
            $"{changed.Path} was changed a moment ago, so nothing was done. Look at it and try again.",
        PublishResult.Refused refused => "This would bring errors, so nothing was done. "
            + string.Join(" ", refused.Problems.Take(3)
                .Select(problem => $"{problem.File}, line {problem.Line}: {problem.Wrong}")),
        PublishResult.CannotWrite cannot => cannot.Sentence,
        _ => door?.Sentence ?? "Nothing was done.",
    };

    public static string Shown(byte[]? bytes) => bytes is null ? "" : Encoding.UTF8.GetString(bytes);
}
