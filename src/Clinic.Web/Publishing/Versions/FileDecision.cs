namespace Clinic.Web.Publishing.Versions;

/// <summary>What becomes of one file whose bytes on the disk are not those of its newest version.</summary>
public enum FileDecision
{
    /// <summary>The two are the same.</summary>
    Same,
    /// <summary>It stays as it is: it cannot be used, or it is missing where nobody takes anything out.</summary>
    Leave,
    /// <summary>An edit by hand of the newest version: the next version.</summary>
    Take,
    /// <summary>Taken out by hand.</summary>
    TakeOut,
    /// <summary>Old, or not here yet: the newest version is written.</summary>
    Write,
    /// <summary>
    /// Words that no version holds, and that do not follow on the newest: kept, then the newest is written.
    /// </summary>
    KeepAndWrite,
}

/// <summary>One file on the disk and in the history.</summary>
/// <param name="Disk">The hash of what is on the disk; null where there is nothing.</param>
/// <param name="IsUsable">Whether the site could show that.</param>
/// <param name="IsKnown">Whether a version of this file has these bytes, or the program came with them.</param>
/// <param name="IsTakenOut">Where there is nothing: whether somebody took the file out.</param>
/// <param name="Written">What was last written here, see <see cref="WrittenList"/>.</param>
public sealed record FileSituation(string? Disk, bool IsUsable, bool IsKnown, bool IsTakenOut, ContentVersion? Newest,
    string? Written)
{
    public FileDecision Decide()
    {
        if (Newest is null) return Disk is null ? FileDecision.Same : IsUsable ? FileDecision.Take : FileDecision.Leave;
        if (Disk == Newest.Sha256) return FileDecision.Same;
        var followsNewest = Written == (Newest.Sha256 ?? WrittenList.Gone);
        if (Disk is null)
            return !followsNewest ? FileDecision.Write : IsTakenOut ? FileDecision.TakeOut : FileDecision.Leave;
        if (IsKnown) return FileDecision.Write;
        if (!followsNewest) return FileDecision.KeepAndWrite;
        return IsUsable ? FileDecision.Take : FileDecision.Leave;
    }
}
