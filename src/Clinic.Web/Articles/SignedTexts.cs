using System.Collections.Frozen;

namespace Clinic.Web.Articles;

/// <summary>That a text was signed: by which person of clinic.yaml, and when.</summary>
public sealed record SignedText(string Path, string Reviewer, DateOnly Day);

/// <summary>Which texts a clinician signed on the clinic's side, as far as this program knows by now.</summary>
public sealed class SignedTexts
{
    const string Start = "/reviewed";

    volatile FrozenSet<SignedText> current = FrozenSet<SignedText>.Empty;

    /// <summary>Another one as soon as anything was signed.</summary>
    public object Edition => current;

    public void Become(IEnumerable<SignedText> signed) => current = signed.ToFrozenSet();

    /// <summary>
    /// Where readers see what was signed; null where the review that the text names is no signature, such as one
    /// written into the file by hand.
    /// </summary>
    public string? AddressOf(Article text) =>
        text.Matter is { Reviewer: { } reviewer, Reviewed: { } day }
            && current.Contains(new(text.File.Path, reviewer, day))
            ? $"{Start}{(text.Address == "/" ? "/home" : text.Address)}" : null;

    /// <summary>The address of the text whose signature is shown at this one.</summary>
    public static string TextAt(string address) => address[Start.Length..] is "/home" ? "/" : address[Start.Length..];
}
