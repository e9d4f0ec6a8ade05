using System.Text;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>How a text names a picture.</summary>
public static class PictureMark
{
    public static string For(string name, string alt, string caption)
    {
        var title = caption.Length == 0 ? "" : $" \"{Escaped(caption, "\\\"")}\"";
        return $"![{Escaped(alt, "\\[]*_`<&")}]({name}{title})";
    }

    static string Escaped(string words, string marks)
    {
        var written = new StringBuilder(words.Length);
        foreach (var letter in words)
        {
            if (marks.Contains(letter)) written.Append('\\');
            written.Append(letter);
        }
        return written.ToString();
    }
}
