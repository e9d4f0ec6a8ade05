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
            var stream = new YamlStream();
            stream.Load(new ShallowParser(new StringReader(text)));
            if (stream.Documents is [{ RootNode: { } root }]) return (this, root);
            Report(new Mark(0, 1, 1), "Nothing stands here, or more than one document.", "one list of keys and values.");
        }
        catch (RefusedException e)
        {
            Report(e.Start, e.Message, e.Expected);
        }
        catch (YamlException e)
        {
            var hint = e.Message.Contains("uplicate", StringComparison.Ordinal) ? "each key once." : "\"key: value\" lines; put quotes around a value that holds a colon.";
            Report(e.Start, $"This line cannot be read ({Short(e.InnerException?.Message ?? e.Message)}).", hint);
        }
        return (this, null);
    }

    public void Report(Mark at, string wrong, string expected, ProblemSeverity severity = ProblemSeverity.Error, ContentRule? rule = null) =>
        Problems.Add(new(File, (int)at.Line + LinesBefore, (int)at.Column, wrong, expected, severity) { Rule = rule ?? ContentRule.Schema });

    public T? Wrong<T>(YamlNode at, string wrong, string expected) where T : class
    {
        Report(at.Start, wrong, expected);
        return null;
    }

    public static string Short(string text) => text.ReplaceLineEndings(" ") is { Length: > 80 } line ? line[..80] + "…" : text.ReplaceLineEndings(" ");

    /// <summary>The object model reads recursively: depth and aliases are refused before it meets them.</summary>
    sealed class ShallowParser(TextReader text) : IParser
    {
        readonly Parser parser = new(text);
        int depth;

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            if (!HasMore()) return false;
            depth += Current!.NestingIncrease;
            if (Current is AnchorAlias) throw new RefusedException(Current.Start, "References between values (*name) are not used here.", "plain keys and values.");
            if (depth > DeepestNesting) throw new RefusedException(Current.Start, "This is nested too deep.", "plain keys and values.");
            return true;
        }

        bool HasMore()
        {
            try
            {
                return parser.MoveNext();
            }
            catch (InvalidOperationException)
            {
                // The parser itself falls over a bracket that is never closed.
                throw new RefusedException(Current?.Start ?? new Mark(0, 1, 1), "A bracket is opened here and never closed.", "a closing ] or }, or quotes around a value that holds one.");
            }
        }
    }

    sealed class RefusedException(Mark at, string wrong, string expected) : YamlException(at, at, wrong)
    {
        public string Expected => expected;
    }
}
