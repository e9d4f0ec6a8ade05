using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// The content security policy of a drawing: nothing but its own style sheet, named by hash. Some browsers hold
/// drawings to it even inside a page.
/// </summary>
static class SvgPolicy
{
    public static string Of(byte[] svg)
    {
        using var reader = XmlReader.Create(new MemoryStream(svg),
            new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var hashes = new List<string>();
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "style" })
                hashes.Add($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(reader.ReadElementContentAsString())))}'");
        }
        return $"default-src 'none'; style-src {(hashes.Count > 0 ? string.Join(' ', hashes) : "'none'")}; base-uri "
            + $"'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
