using System.Collections.Frozen;
using System.Xml.Linq;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// What a drawing is made of: the elements and attributes that stand still, load nothing and run nothing.
/// </summary>
static class SvgNames
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    public static readonly FrozenSet<string> Elements = Set(
        """
        svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath title desc style
        linearGradient radialGradient stop pattern clipPath mask marker filter
        feBlend feColorMatrix feComponentTransfer feFuncR feFuncG feFuncB feFuncA feComposite feConvolveMatrix feDiffuseLighting
        feDisplacementMap feDropShadow feFlood feGaussianBlur feMerge feMergeNode feMorphology feOffset feSpecularLighting feTile
        feTurbulence feDistantLight fePointLight feSpotLight
        """);

    /// <summary>A drawing with one of these by hand was made to act; from an upload they are left out.</summary>
    public static readonly FrozenSet<string> Acting = Set("script iframe object embed audio video");

    /// <summary>In these the words are seen, so that blanks between them count.</summary>
    public static readonly FrozenSet<string> Wording = Set("text tspan textPath title desc style");

    public static readonly FrozenSet<string> Attributes = Set(
        """
        id class href x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy fr d points width height viewBox preserveAspectRatio version
        transform gradientTransform patternTransform gradientUnits patternUnits patternContentUnits clipPathUnits maskUnits
        maskContentUnits markerUnits filterUnits primitiveUnits spreadMethod offset refX refY markerWidth markerHeight orient
        pathLength textLength lengthAdjust rotate startOffset method spacing side media type lang role
        aria-hidden aria-labelledby aria-describedby systemLanguage focusable
        in in2 result mode values operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength
        preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent scale xChannelSelector yChannelSelector
        stdDeviation radius baseFrequency numOctaves seed stitchTiles azimuth elevation z pointsAtX pointsAtY pointsAtZ
        limitingConeAngle tableValues slope intercept amplitude exponent
        alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
        direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family font-size
        font-size-adjust font-stretch font-style font-variant font-weight image-rendering letter-spacing lighting-color marker-end
        marker-mid marker-start mask mask-type mix-blend-mode isolation opacity overflow paint-order shape-rendering stop-color
        stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
        stroke-width text-anchor text-decoration text-rendering transform-origin unicode-bidi vector-effect visibility word-spacing
        writing-mode
        """);

    /// <summary>Attributes that name other parts of the drawing by their id, parted by blanks.</summary>
    public static readonly FrozenSet<string> NamingOthers = Set("aria-labelledby aria-describedby");

    /// <summary>Attributes that no browser reads as style.</summary>
    public static readonly FrozenSet<string> PlainWords = Set("id class lang role space aria-hidden aria-labelledby aria-describedby");

    static FrozenSet<string> Set(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);
}
