using System.Text.RegularExpressions;

namespace Clinic.Web.Articles;

/// <content>How lines of a data file look.</content>
sealed partial record YamlSlip
{
    [GeneratedRegex(@"^Duplicate key (?<key>.*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Twice();

    [GeneratedRegex(@"\G\s+#\S.*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Remark();

    [GeneratedRegex(@"^\s*(- )?[\w-]+:(?<hard>[\u00a0\u2007\u202f\u3000])",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HardSpace();

    [GeneratedRegex(@"^\s*(- +)?([\w-]+: +)?(?<bracket>[\[{])",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^\s*(- +)?[\w-]+:( |$)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex(@"^\s*(?<hyphen>-)[^\s-]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HyphenWithoutSpace();

    [GeneratedRegex(@"^\s*(- +)?(?<key>[A-Za-z][\w-]*):(?<value>[^\s/].*)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ColonWithoutSpace();

    [GeneratedRegex(@"^\s*(- +)?(?<key>""[^""]*""|\w[^:]*):\s+(?<value>\S.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pair();

    [GeneratedRegex(@"^\s*- +(?<value>\S.*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Item();
}
