namespace Clinic.Web.Articles.Crisis;

/// <summary>
/// What is judged by itself: a short text as a whole, of a longer one each sentence, of a long sentence each stretch.
/// Else three lines about a foot in pain would hide the one that says goodbye.
/// </summary>
static class Passages
{
    const string SentenceEnd = ".";
    const int MostWords = 20;
    const int StretchWords = 14;
    const int Step = StretchWords / 2;

    public static IReadOnlyList<IReadOnlyList<string>> Of(IReadOnlyList<string> typed)
    {
        if (typed.Count(word => word != SentenceEnd) <= MostWords) return [typed];
        return [.. Sentences(typed).SelectMany(sentence =>
            sentence.Count <= MostWords ? [sentence] : Stretches(sentence))];
    }

    public static IReadOnlyList<IReadOnlyList<string>> Sentences(IReadOnlyList<string> typed)
    {
        var sentences = new List<List<string>> { new() };
        foreach (var word in typed)
        {
            if (word == SentenceEnd) sentences.Add([]);
            else if (word.Length > 0) sentences[^1].Add(word);
        }
        return [.. sentences.Where(sentence => sentence.Count > 0)];
    }

    static IEnumerable<IReadOnlyList<string>> Stretches(IReadOnlyList<string> sentence)
    {
        for (var at = 0; ; at += Step)
        {
            yield return [.. sentence.Skip(at).Take(StretchWords)];
            if (at + StretchWords >= sentence.Count) yield break;
        }
    }
}
