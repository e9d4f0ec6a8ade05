using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Clinic.Web.Articles;

/// <summary>YAML text of one file, read without being trusted: what is wrong becomes a problem with its line, and nothing is deep or refers to itself.</summary>
sealed record YamlSource(string File, int LinesBefore, ICollection<ContentProblem> Problems)
{
    const int DeepestNesting = 12;

    public (YamlSource Source, YamlNode? Root) Read(string text)
    {
        try
        {
            if (!IsShallow(text)) return (this, null);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: { } root }]) return (this, root);
            Report(new Mark(0, 1, 1), "Nothing stands here, or more than one document.", "one list of keys and values.");
        }
        catch (YamlException e)
        {
            var hint = e.Message.Contains("uplicate", StringComparison.Ordinal) ? "each key once." : "\"key: value\" lines; put quotes around a value that holds a colon.";
            Report(e.Start, $"This line cannot be read ({Short(e.InnerException?.Message ?? e.Message)}).", hint);
        }
        return (this, null);
    }

    public void Report(Mark at, string wrong, string expected) =>
        Problems.Add(new(File, (int)at.Line + LinesBefore, (int)at.Column, wrong, expected) { Rule = ContentRule.Schema });

    public T? Wrong<T>(YamlNode at, string wrong, string expected) where T : class
    {
        Report(at.Start, wrong, expected);
        return null;
    }

    public static string Short(string text) => text.ReplaceLineEndings(" ") is { Length: > 80 } line ? line[..80] + "…" : text.ReplaceLineEndings(" ");

    // The object model reads recursively: depth and aliases are refused before it runs.
    bool IsShallow(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (MoveOn(parser) is { } hasMore)
        {
            if (!hasMore) return true;
            depth += parser.Current!.NestingIncrease;
            if (depth <= DeepestNesting && parser.Current is not AnchorAlias) continue;
            Report(parser.Current.Start, parser.Current is AnchorAlias ? "References between values (*name) are not used here." : "This is nested too deep.", "plain keys and values.");
            return false;
        }
        return false;
    }

    /// <summary>Null, with a problem, where the parser itself falls over a bracket that is never closed.</summary>
    bool? MoveOn(Parser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (InvalidOperationException)
        {
            Report(parser.Current?.Start ?? new Mark(0, 1, 1), "A bracket is opened here and never closed.", "a closing ] or }, or quotes around a value that holds one.");
            return null;
        }
    }
}
