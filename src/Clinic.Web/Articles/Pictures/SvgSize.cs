using System.Globalization;
using System.Xml.Linq;

namespace Clinic.Web.Articles.Pictures;

/// <summary>How large a drawing is meant to be, written in pixels, whatever its program counts in.</summary>
static class SvgSize
{
    const double Inch = 96;

    public static void Write(XElement root)
    {
        var (width, height) = (Pixels(root.Attribute("width")?.Value), Pixels(root.Attribute("height")?.Value));
        if (root.Attribute("viewBox") is null && width is not null && height is not null)
            root.SetAttributeValue("viewBox", $"0 0 {Plain(root, "width", width.Value)} {Plain(root, "height", height.Value)}");
        root.SetAttributeValue("width", width is not null && height is not null ? Shown(width.Value) : null);
        root.SetAttributeValue("height", width is not null && height is not null ? Shown(height.Value) : null);
    }

    // Without a viewBox one unit is one pixel.
    static string Plain(XElement root, string name, double pixels) =>
        root.Attribute(name)!.Value.Trim() is var text
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? text : Shown(pixels);

    static string Shown(double pixels) => Math.Round(pixels, 2).ToString(CultureInfo.InvariantCulture);

    static double? Pixels(string? text)
    {
        if (text is null) return null;
        var digits = text.Trim().TrimEnd([.. "abcdefghijklmnopqrstuvwxyz%"]);
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number) || number <= 0)
            return null;
        return text.Trim()[digits.Length..] switch
        {
            "" or "px" => number,
            "mm" => number * Inch / 25.4,
            "cm" => number * Inch / 2.54,
            "in" => number * Inch,
            "pt" => number * Inch / 72,
            "pc" => number * Inch / 6,
            _ => null,
        };
    }
}
