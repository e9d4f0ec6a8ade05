using System.Globalization;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// Which of our encodings a browser likes best, by the weights that it gives. Read for each answer from the cache, so
/// it makes nothing.
/// </summary>
static class AcceptedEncoding
{
    public const string Brotli = "br";
    public const string Gzip = "gzip";

    /// <summary>Null for the plain bytes, which everybody takes.</summary>
    public static string? BestOf(ReadOnlySpan<char> header)
    {
        double brotli = 0, gzip = 0, plain = 0;
        foreach (var part in header.Split(','))
        {
            var asked = header[part];
            var end = asked.IndexOf(';');
            var name = (end < 0 ? asked : asked[..end]).Trim();
            var weight = end < 0 ? 1 : Weight(asked[(end + 1)..]);
            if (name.Equals(Brotli, StringComparison.OrdinalIgnoreCase)) brotli = weight;
            else if (name.Equals(Gzip, StringComparison.OrdinalIgnoreCase)) gzip = weight;
            else if (name.Equals("identity", StringComparison.OrdinalIgnoreCase)) plain = weight;
        }
        if (brotli > 0 && brotli >= gzip && brotli >= plain) return Brotli;
        return gzip > 0 && gzip >= plain ? Gzip : null;
    }

    // A weight that nobody can read is none.
    static double Weight(ReadOnlySpan<char> parameters)
    {
        foreach (var part in parameters.Split(';'))
        {
            var parameter = parameters[part].Trim();
            if (parameter.Length < 2 || parameter[0] is not ('q' or 'Q')
                || parameter[1..].TrimStart() is not ['=', .. var value])
                continue;
            return double.TryParse(value.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var weight) ? weight : 0;
        }
        return 1;
    }
}
