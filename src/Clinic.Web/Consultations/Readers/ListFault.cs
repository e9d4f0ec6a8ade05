namespace Clinic.Web.Consultations.Readers;

/// <summary>Why nobody seals for a list of readers.</summary>
public enum ListFault
{
    /// <summary>There was one, and the database has none.</summary>
    Missing,
    /// <summary>What was known of it outside the database cannot be read any more.</summary>
    MarkUnreadable,
    /// <summary>Nothing outside the database knows of any list.</summary>
    Unknown,
    Malformed,
    Forged,
    RolledBack,
    /// <summary>Another list stands under a number that was seen before.</summary>
    Exchanged,
    OtherHost,
    /// <summary>A key that it names is not there, or is another one.</summary>
    KeySwapped,
}

public static class ListFaultWords
{
    public static string Sentence(this ListFault fault) => fault switch
    {
        ListFault.Missing => "The list of readers is gone from the database.",
        ListFault.MarkUnreadable =>
            "The file readers.mark cannot be opened with the key ring: put it and the folder \"keys\" back from the last backup.",
        ListFault.Unknown =>
            "The database has a list of readers that this server never saw: put the file readers.mark back from the last backup.",
        ListFault.Malformed => "The list of readers is not as an owner's browser writes it.",
        ListFault.Forged => "The signature of the list of readers is not the owners'.",
        ListFault.RolledBack => "The list of readers is older than one that was seen before.",
        ListFault.Exchanged => "The list of readers is another than was seen under its number.",
        ListFault.OtherHost => "The list of readers is for another host.",
        ListFault.KeySwapped => "A key on the list of readers is missing, or another one stands in its place.",
    };
}
