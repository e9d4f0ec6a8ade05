using Clinic.Web.Articles;
using Clinic.Web.Articles.Crisis;

namespace Clinic.Web.Search;

/// <summary>Everything that readers may see at one moment, ready to be searched. One caller at a time.</summary>
public sealed class SearchIndex : IDisposable
{
    const int MostResults = 10;
    const int MostFurther = 2;
    const double SynonymWeight = 0.6;
    /// <summary>What a page gains from its other sections, against its best one.</summary>
    const double RestOfPage = 0.3;
    /// <summary>What an entry gains that holds the question word for word.</summary>
    const double WordForWord = 1.5;
    /// <summary>Results far weaker than the first are noise.</summary>
    const double WeakestShare = 0.12;
    /// <summary>What the place that staff named gains for a thing, against the best score for any.</summary>
    const double NamedByStaff = 1.5;
    /// <summary>"Sleep apnea" tells more than "sleep".</summary>
    const double MoreForEachWord = 0.3;

    // Without their texts, which the table has.
    readonly Dictionary<int, Entry> entries = [];
    readonly Dictionary<object, List<int>> rowsOf = new(ReferenceEqualityComparer.Instance);
    readonly EntryTable table = new();
    readonly Spelling spelling = new();
    readonly Dictionary<string, int> rowAt = new(StringComparer.Ordinal);
    IReadOnlyList<SynonymGroup> synonyms = [];
    CrisisWords crisis = CrisisWords.None;
    int lastRow;

    /// <summary>
    /// Reads only what came, changed or went since the shelf before. When it throws, the index is of no more use.
    /// </summary>
    public void Update(Shelf shelf, CancellationToken cancel = default)
    {
        var (snapshot, texts) = (shelf.Snapshot, shelf.Articles.Concat(shelf.Pages).ToList());
        var facts = new ClinicFacts(snapshot.Clinic, snapshot.Costs);
        HashSet<object> stay = new([.. texts, snapshot.Glossary, snapshot.Clinic], ReferenceEqualityComparer.Instance);
        table.Begin();
        foreach (var gone in rowsOf.Keys.Where(source => !stay.Contains(source)).ToList()) Remove(gone);
        foreach (var text in texts)
        {
            cancel.ThrowIfCancellationRequested();
            Add(text, () => Entry.SectionsOf(text, facts));
        }
        Add(snapshot.Glossary, () => snapshot.Glossary.Terms.Select(Entry.Of));
        Add(snapshot.Clinic, () => [Entry.FormOf(snapshot.Clinic)]);
        spelling.Remove(OtherKeyWords(), []);
        (synonyms, crisis) = (snapshot.Synonyms, snapshot.CrisisWords);
        spelling.Add(OtherKeyWords(), []);
        table.Teach([.. synonyms.Select(group => group.Words)]);
        table.Commit();
    }

    public SearchAnswer Find(string typed)
    {
        var before = table.Lookups;
        var words = Words.Of(typed.Length > Question.LongestTyped ? typed[..Question.LongestTyped] : typed);
        if (words.Count == 0) return SearchAnswer.Nothing;
        var question = Question.Read(words, table, spelling, synonyms, crisis);
        var hits = Hits(question);
        var results = Rank(hits).Select(page => Show(page, question)).ToList();
        var missing = question.Things.Where((sought, thing) =>
            !sought.IsCovered || hits.TrueForAll(hit => hit.ByThing[thing] <= 0)).Select(thing => thing.Typed).ToList();
        return new(question.IsMended ? string.Join(' ', question.Words)
            : null, results, missing, table.Lookups - before);
    }

    public void Dispose() => table.Dispose();

    void Add(object source, Func<IEnumerable<Entry>> read)
    {
        if (rowsOf.ContainsKey(source)) return;
        var rows = rowsOf[source] = [];
        foreach (var entry in read())
        {
            rows.Add(++lastRow);
            entries[lastRow] = entry with { Text = "" };
            rowAt.TryAdd(entry.Address, lastRow);
            table.Add(lastRow, entry);
            spelling.Add(KeyWords(entry.Title, entry.Heading), Words.Of(entry.Text));
        }
    }

    void Remove(object source)
    {
        foreach (var row in rowsOf[source])
        {
            spelling.Remove(KeyWords(entries[row].Title, entries[row].Heading), Words.Of(table.Remove(row)));
            rowAt.Remove(entries[row].Address);
            entries.Remove(row);
        }
        rowsOf.Remove(source);
    }

    static List<string> KeyWords(string title, string heading) =>
        [.. Words.Of($"{title} {heading}").Where(word => !Question.IsSmall(word))];

    List<string> OtherKeyWords() =>
        [.. synonyms.SelectMany(group => group.Words.Concat(group.Means).Distinct()).SelectMany(Words.Of)];

    List<Hit> Hits(Question question)
    {
        var hits = new Dictionary<int, Hit>();
        for (var thing = 0; thing < question.Things.Count; thing++)
        {
            if (!question.Things[thing].IsCovered) continue;
            foreach (var phrase in question.Things[thing].Phrases)
            {
                var weight = phrase == question.Things[thing].Typed ? 1 : SynonymWeight;
                foreach (var (row, score) in table.Scores(phrase))
                {
                    if (!hits.TryGetValue(row, out var hit))
                        hits[row] = hit = new(row, new double[question.Things.Count]);
                    hit.ByThing[thing] = Math.Max(hit.ByThing[thing], weight * entries[row].Weight * score);
                }
            }
        }
        if (question.Words.Count > 1)
        {
            foreach (var (row, _) in table.Scores(string.Join(' ', question.Words)))
            {
                if (hits.TryGetValue(row, out var hit)) hits[row] = hit with { Factor = WordForWord };
            }
        }
        var best = hits.Values.SelectMany(hit => hit.ByThing).Append(1).Max();
        for (var thing = 0; thing < question.Things.Count; thing++) Lift(hits, question, thing, best);
        return [.. hits.Values];
    }

    /// <summary>The place that staff named for a thing answers it better than any that holds its words.</summary>
    void Lift(Dictionary<int, Hit> hits, Question question, int thing, double best)
    {
        var sought = question.Things[thing];
        foreach (var row in sought.Pages.Select(RowOf).OfType<int>())
        {
            if (!hits.TryGetValue(row, out var hit)) hit = new(row, new double[question.Things.Count]);
            hit.ByThing[thing] =
                best * (NamedByStaff + (MoreForEachWord * sought.Typed.Count(letter => letter == ' ')));
            hits[row] = hit with { IsNamed = true };
        }
    }

    int? RowOf(string address) =>
        rowAt.TryGetValue(address, out var row) || rowAt.TryGetValue(address.Split('#')[0], out row) ? row : null;

    IEnumerable<List<Hit>> Rank(List<Hit> hits)
    {
        var pages = hits.GroupBy(hit => entries[hit.Row].Page, StringComparer.Ordinal)
            .Select(page => (Hits: page.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Row).ToList(),
                Score: ScoreOf([.. page])))
            .OrderByDescending(page => page.Score)
            .ThenBy(page => page.Hits[0].Row)
            .Take(MostResults)
            .ToList();
        return pages.TakeWhile(page => page.Score >= WeakestShare * pages[0].Score).Select(page => page.Hits);
    }

    static double ScoreOf(List<Hit> page)
    {
        var together = new Hit(0, [.. page[0].ByThing.Select((_, thing) => page.Max(hit => hit.ByThing[thing]))]);
        var best = page.Select(hit => hit.Score).OrderDescending().ToList();
        return best[0] + RestOfPage * (together.Score + best.Skip(1).Take(2).Sum()) / 2;
    }

    SearchResult Show(List<Hit> page, Question question)
    {
        var best = entries[page[0].Row];
        var marked = table.Marked(page[0].Row, question.Things.SelectMany(thing => thing.Phrases));
        var further = page.Skip(1).Select(hit => entries[hit.Row]).Where(entry => entry.Address != entry.Page)
            .Take(MostFurther);
        return new(best.PageTitle, best.Address, best.Where,
            Excerpt.Of(marked.Length > 0 ? marked : best.Lead, question.Words),
            [.. further.Select(entry => new SectionLink(entry.Heading, entry.Address))]);
    }

    sealed record Hit(int Row, double[] ByThing, double Factor = 1, bool IsNamed = false)
    {
        /// <summary>
        /// An entry that holds all that was asked for goes before one that holds a part of it more often.
        /// </summary>
        public double Score =>
            Factor * ByThing.Sum() * (IsNamed ? 1 : (double)ByThing.Count(score => score > 0) / ByThing.Length);
    }
}
