namespace Clinic.Web.Articles;

/// <summary>What is wrong within one value.</summary>
sealed partial record YamlSlip
{
    static YamlSlip? InValue(string key, string value, int line, int column, bool isHere)
    {
        switch (value)
        {
            case ['"' or '\'', .. var rest]:
                var quote = value[0];
                var end = quote == '"' ? EndOfDouble(rest) : EndOfSingle(rest);
                if (end < 0) return new(line, column, "The quotation mark that opens here never closes.",
                    $"the same mark at the end of the value: {quote}…{quote}.");
                if (end + 1 < rest.Length)
                    return new(line, column + end + 2, "Words stand behind the closing quotation mark.", quote == '"'
                        ? "single quotes around a value that holds double ones: 'Say \"no\" early'."
                        : "double quotes around a value that holds an apostrophe: \"It's here\".");
                return quote == '"' && value.Contains('\\', StringComparison.Ordinal)
                    ? new(line, column + value.IndexOf('\\', StringComparison.Ordinal),
                    "A backslash stands in this value.", "the value without it, or single quotes around the value.")
                    : null;
            case ['[' or '{', ..] when !isHere: return null;
            case ['[' or '{', ..]:
                return value[^1] is ']' or '}' ? new(line, column,
                    "In these brackets a comma is missing or one too many, or a value that holds a colon has no quotes.",
                    "[one, two] or {key: value, other: value}, with \"quotes\" around what holds a colon or a comma.")
                    : new(line, column, "Words stand behind the closing bracket, or it is missing.",
                        "nothing behind it, or quotes around the whole value.");
            case [',' or '@' or '`' or '%' or '&' or '*' or '!' or '|' or '>' or ']' or '}', ..]:
                return new(line, column, $"A value cannot begin with {value[0]} here.",
                    $"quotes around the value: {Quoted(key, value)}.");
            case ['-', ' ', ..]:
                return new(line, column, "A list cannot begin in the line of its key.",
                "the first \"- \" on a line of its own below the key.");
        }
        var colon = value.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var inside ? inside : value.EndsWith(':')
            ? value.Length - 1 : -1;
        return colon < 0 ? null : new(line, column + colon,
            "A second colon stands in this line, and its value has no quotes.",
            $"quotes around the whole value: {Quoted(key, value)}.");
    }

    static string Quoted(string key, string value)
    {
        var quote = value.Contains('"', StringComparison.Ordinal) ? '\'' : '"';
        return $"{(key.Length > 0 ? key + ": " : "- ")}{quote}{YamlSource.Short(value.Trim('“', '”'))}{quote}";
    }

    static int EndOfDouble(string rest)
    {
        for (var at = 0; at < rest.Length; at++)
        {
            if (rest[at] == '\\') at++;
            else if (rest[at] == '"') return at;
        }
        return -1;
    }

    static int EndOfSingle(string rest)
    {
        for (var at = 0; at < rest.Length; at++)
        {
            if (rest[at] != '\'') continue;
            if (at + 1 == rest.Length || rest[at + 1] != '\'') return at;
            at++;
        }
        return -1;
    }
}
