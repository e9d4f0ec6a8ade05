using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Clinic.Web.Articles;

/// <summary>
/// YAML text of one file, read without being trusted: what is wrong becomes a problem with its line, and nothing is
/// deep or refers to itself.
/// </summary>
sealed record YamlSource(string File, int LinesBefore, ICollection<ContentProblem> Problems)
{
    const int DeepestNesting = 12;

    /// <summary>What is asked of this text.</summary>
    public YamlReading Reading { get; init; } = new();

    /// <summary>The text as the parser goes through it; throws where it is refused.</summary>
    public static IParser Events(string text)
    {
        var parser = new ShallowParser(new StringReader(text));
        parser.MoveNext();
        return parser;
    }

    public (YamlSource Source, YamlNode? Root) Read(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new ShallowParser(new StringReader(text)));
            if (stream.Documents is [{ RootNode: { } root }])
            {
                ReportCutValues(root, text.Split('\n'));
                return (this, root);
            }
            var divided = Array.FindIndex(text.Split('\n'), line => line.TrimEnd() is "---" or "...") + 1;
            if (stream.Documents.Count == 0) Report(new Mark(0, 1, 1), "Nothing stands here.",
                "lines such as \"key: value\".");
            else Report(YamlSlip.Dividing(Math.Max(1, divided)));
        }
        catch (RefusedException e)
        {
            Report(e.Start, e.Message, e.Expected);
        }
        catch (YamlException e)
        {
            Report(YamlSlip.In(text, (int)e.Start.Line, (int)e.Start.Column, e.InnerException?.Message ?? e.Message));
        }
        return (this, null);
    }

    void ReportCutValues(YamlNode root, string[] lines)
    {
        foreach (var value in root.AllNodes.OfType<YamlScalarNode>()
            .Where(value => value.Style == ScalarStyle.Plain && value.End.Line <= lines.Length))
        {
            if (YamlSlip.CutShort(lines[(int)value.End.Line - 1], (int)value.End.Line,
                (int)value.End.Column - 1) is { } cut) Report(cut);
        }
    }

    void Report(YamlSlip slip) => Report(new Mark(0, slip.Line, slip.Column), slip.Wrong, slip.Expected);

    public ContentProblem Report(Mark at, string wrong, string expected,
        ProblemSeverity severity = ProblemSeverity.Error,
        ContentRule? rule = null)
    {
        var problem = new ContentProblem(File, (int)at.Line + LinesBefore, (int)at.Column, wrong, expected, severity)
        {
            Rule = rule ?? ContentRule.Schema,
        };
        Problems.Add(problem);
        return problem;
    }

    /// <summary>Another finding says the same.</summary>
    public void TakeBack(Mark at, string wrong)
    {
        if (Problems.FirstOrDefault(problem => problem.File == File && problem.Line == (int)at.Line + LinesBefore
            && problem.Wrong == wrong) is { } known) Problems.Remove(known);
    }

    public T? Wrong<T>(YamlNode at, string wrong, string expected) where T : class
    {
        Report(at.Start, wrong, expected);
        return null;
    }

    public static string Short(string text) => text.ReplaceLineEndings(" ") is { Length: > 80 } line ? line[..80] + "…"
        : text.ReplaceLineEndings(" ");

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
            if (Current is AnchorAlias) throw new RefusedException(Current.Start,
                "References between values (*name) are not used here.", "plain keys and values.");
            if (Current is NodeEvent { Tag.IsEmpty: false } or NodeEvent { Anchor.IsEmpty: false })
                throw new RefusedException(Current.Start, "A value cannot begin with ! or & here.",
                    "quotes around the whole value.");
            if (depth > DeepestNesting) throw new RefusedException(Current.Start, "This is nested too deep.",
                "plain keys and values.");
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
                var at = Current?.Start ?? new Mark(0, 1, 1);
                throw new SemanticErrorException(at, at, "");
            }
        }
    }

    sealed class RefusedException(Mark at, string wrong, string expected) : YamlException(at, at, wrong)
    {
        public string Expected => expected;
    }
}
