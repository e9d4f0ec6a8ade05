using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Site;

/// <summary>Takes comments and indentation out of a style sheet on its way to the browser; people edit the readable one.</summary>
static partial class StyleSheet
{
    public static byte[] Trim(byte[] css)
    {
        var text = Comments().Replace(Encoding.UTF8.GetString(css), "");
        text = Spaces().Replace(text, " ");
        return Encoding.UTF8.GetBytes(AroundMarks().Replace(text, "${mark}").Trim());
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    // Before ":" and around "+" or "(" a space can mean something.
    [GeneratedRegex(@"\s*(?<mark>[{};,>])\s*|(?<mark>:)\s+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AroundMarks();
}
