using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// Takes comments and indentation out of a style sheet on its way to the browser; people edit the readable one.
/// </summary>
static partial class StyleSheet
{
    public static byte[] Trim(byte[] css)
    {
        var text = Comments().Replace(Encoding.UTF8.GetString(css), "");
        text = Spaces().Replace(text, " ");
        return Encoding.UTF8.GetBytes(AroundMarks().Replace(text, "${mark}").Trim());
    }

    // The text is ours and the patterns are straight on: the time is for a machine so busy that a second goes by, which
    // must not keep the site from starting.
    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Spaces();

    // Before ":" and around "+" or "(" a space can mean something.
    [GeneratedRegex(@"\s*(?<mark>[{};,>])\s*|(?<mark>:)\s+",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex AroundMarks();
}
