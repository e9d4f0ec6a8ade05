using System.Text.RegularExpressions;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>
/// One thing to mend in a text that somebody writes, with its place in the field where they write it.
/// </summary>
/// <param name="Field">The key of the block at the top; null where it is the body.</param>
/// <param name="Line">Of the field, from 1.</param>
/// <param name="From">In the body, in UTF-16 units; null in a field of the top, and where no words are meant.</param>
public sealed partial record DraftFinding(string? Field, int Line, int Column, int? From, int? To,
    ContentProblem Problem)
{
    /// <summary>Better words, with the sources that the sentence names.</summary>
    public string? Instead { get; private init; }

    public bool Blocks => Problem.Severity == ProblemSeverity.Error;

    public static DraftFinding Of(ContentProblem problem, TextFile file, DraftBody body)
    {
        if (problem.Line <= file.LinesBefore)
            return problem.Line == 1 && file.LinesBefore > 1 && problem.Rule != ContentRule.Schema
                ? new(null, 1, 1, null, null, problem)
                : new(KeyAt(file, problem.Line), problem.Line, problem.Column, null, null, problem);
        var (line, column) = (problem.Line - file.LinesBefore, problem.Column);
        if (problem.Instead is { } better)
        {
            var (start, stop) = (Offset(better.From), Offset(better.To));
            return new(null, line, column, start, stop, problem)
            {
                Instead = WithSources(better.Words,
                body.Text[start..Math.Max(start, stop)])
            };
        }
        var from = body.OffsetOf(line, column);
        var to = problem.End is { } end ? body.OffsetOf(end.Line - file.LinesBefore, end.Column) : from
            + LengthAt(problem, body.Text, from);
        return new(null, line, column, from, Math.Max(from, to), problem);

        int Offset((int Line, int Column) place) => body.OffsetOf(place.Line - file.LinesBefore, place.Column);
    }

    static string WithSources(string words, string replaced)
    {
        var sources = string.Join(' ', Sources().Matches(replaced).Select(source => source.Value)
            .Distinct(StringComparer.Ordinal));
        if (sources.Length == 0) return words;
        return words.EndsWith('.') ? $"{words[..^1]} {sources}." : $"{words} {sources}";
    }

    [GeneratedRegex(@"\[@[^\]\n]{1,300}\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Sources();

    // A key that is missing is told at the top of the block.
    static string? KeyAt(TextFile file, int line)
    {
        var lines = (file.Top ?? "").Split('\n');
        for (var at = Math.Min(line - 2, lines.Length - 1); at >= 0; at--)
            if (lines[at].IndexOf(':', StringComparison.Ordinal) is > 0 and var end
                && lines[at][0] is not (' ' or '#' or '-')) return lines[at][..end];
        return null;
    }

    // The words that a sentence quotes first, where they stand there; else the word at that place.
    static int LengthAt(ContentProblem problem, string body, int from)
    {
        if (problem.Wrong.Split('"') is [_, { Length: > 0 } quoted, ..] && body.AsSpan(from)
            .StartsWith(quoted, StringComparison.Ordinal))
            return quoted.Length;
        var rest = body.AsSpan(from);
        var end = rest.IndexOfAny(' ', '\n');
        return end > 0 ? end : end < 0 ? rest.Length : 0;
    }
}
