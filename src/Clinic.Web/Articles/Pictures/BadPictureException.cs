namespace Clinic.Web.Articles.Pictures;

/// <summary>A picture that cannot be shown. Both sentences are for the person who put it there.</summary>
/// <param name="expected">What to do or to bring in its place.</param>
public sealed class BadPictureException(string wrong, string expected) : Exception(wrong)
{
    public string Expected => expected;

    public static BadPictureException CutOff() =>
        new("This picture is cut off: its end is missing.", "the whole file; copy or send it once more.");

    public static BadPictureException Damaged() =>
        new("This picture cannot be read.", "a whole picture, which other programs can open.");
}
