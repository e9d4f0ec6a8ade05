namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// Refuses a text that is nested or crowded beyond what people write, before it is parsed: some such texts take the
/// parser seconds, and all of them are mistakes.
/// </summary>
static class MarkdownLimits
{
    const int DeepestBrackets = 12;
    const int DeepestBoxes = 4;
    const int MostContainers = 8;
    const int DeepestIndent = 40;
    const int MostMarksInParagraph = 800;
    const int MostPipes = 4_000;
    const int MostLines = 5_000;

    /// <summary>The line (from 0) and what is wrong with it, or null.</summary>
    public static (int Line, string Wrong)? Find(string markdown)
    {
        var (line, brackets, marks, boxes, pipes) = (0, 0, 0, 0, 0);
        foreach (var text in markdown.AsSpan().EnumerateLines())
        {
            if (text.IsWhiteSpace()) (brackets, marks) = (0, 0);
            if (text.StartsWith(":::")) boxes = text.TrimEnd(": ").IsEmpty ? Math.Max(0, boxes - 1) : boxes + 1;
            foreach (var c in text)
            {
                if (c is '[' or '(') brackets++;
                else if (c is ']' or ')' && brackets > 0) brackets--;
                if (c is '[' or '*' or '_' or '`' or '<' or '\\' or '&') marks++;
                if (c == '|') pipes++;
                if (brackets > DeepestBrackets)
                    return (line, "Brackets stand within brackets here, too deep to be read.");
            }
            if (boxes > DeepestBoxes) return (line, "Boxes stand within boxes here, too deep to be read.");
            if (Containers(text) > MostContainers || text.Length - text.TrimStart().Length > DeepestIndent)
                return (line, "Lists or quotes stand within each other here, too deep to be read.");
            if (marks > MostMarksInParagraph) return (line, "This paragraph has more marks than words.");
            if (pipes > MostPipes) return (line, "This text has more table cells than a page can show.");
            if (++line > MostLines) return (line, "This text has more lines than a page can show.");
        }
        return null;
    }

    /// <summary>How many quotes and list items a line opens before its first word.</summary>
    static int Containers(ReadOnlySpan<char> text)
    {
        // A line of nothing but dashes or stars is a rule, however long.
        if (!text.ContainsAnyExcept("-* \t")) return 0;
        var found = 0;
        for (var i = 0; i < text.Length && found <= MostContainers; i++)
        {
            var endsWord = i + 1 == text.Length || text[i + 1] is ' ' or '\t';
            switch (text[i])
            {
                case '>':
                case '-' or '*' or '+' when endsWord:
                case '.' or ')' when endsWord && i > 0 && char.IsAsciiDigit(text[i - 1]):
                    found++;
                    break;
                case ' ' or '\t':
                case >= '0' and <= '9':
                    break;
                default:
                    return found;
            }
        }
        return found;
    }
}
