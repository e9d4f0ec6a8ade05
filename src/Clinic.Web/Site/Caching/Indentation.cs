using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// Leaves the indentation of our templates out of a page that is kept. Where it would show, as in a text box, the page
/// stays as it is.
/// </summary>
static partial class Indentation
{
    public static byte[] Remove(byte[] page)
    {
        var html = Encoding.UTF8.GetString(page);
        return html.Contains("<pre", StringComparison.Ordinal) || html.Contains("<textarea", StringComparison.Ordinal)
            ? page : Encoding.UTF8.GetBytes(LineEnds().Replace(html, "\n"));
    }

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LineEnds();
}
