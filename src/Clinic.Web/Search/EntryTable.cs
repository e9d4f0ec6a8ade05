using Microsoft.Data.Sqlite;

namespace Clinic.Web.Search;

/// <summary>
/// Entries and synonyms in an SQLite full-text table that lives in memory only. What is asked is always words of
/// letters and digits in quotes, so nothing that a reader types is read as syntax. One caller at a time.
/// </summary>
public sealed class EntryTable : IDisposable
{
    const string Schema = """
        PRAGMA temp_store = MEMORY;
        CREATE VIRTUAL TABLE entries USING fts5(title, heading, text, tokenize = 'porter unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE spellings USING fts5(words, synonyms UNINDEXED, length UNINDEXED,
            tokenize = 'porter unicode61 remove_diacritics 2');
        """;

    // Each column on its own: inside one bm25 the weights of title and heading level out.
    const string ScoresSql = """
        SELECT rowid, -3 * bm25(entries, 4, 0, 0) - 2 * bm25(entries, 0, 4, 0) - bm25(entries, 0, 0, 1)
        FROM entries WHERE entries MATCH $phrase
        """;

    // The characters are those of Excerpt.MarkStart and MarkEnd.
    const string MarkedSql = """
        SELECT coalesce(
            (SELECT highlight(entries, 2, char(2), char(3)) FROM entries WHERE entries MATCH $phrases AND rowid = $row),
            (SELECT text FROM entries WHERE rowid = $row))
        """;

    readonly SqliteConnection db = new("Data Source=:memory:;Pooling=False");
    readonly SqliteCommand scores, known, synonyms, marked, add, text, remove;

    public EntryTable()
    {
        db.Open();
        Do(Schema);
        add = Command("INSERT INTO entries (rowid, title, heading, text) VALUES ($row, $title, $heading, $text)",
            "$row", "$title", "$heading", "$text");
        text = Command("SELECT text FROM entries WHERE rowid = $row", "$row");
        remove = Command("DELETE FROM entries WHERE rowid = $row", "$row");
        scores = Command(ScoresSql, "$phrase");
        known = Command("SELECT EXISTS (SELECT 1 FROM entries WHERE entries MATCH $phrase) OR EXISTS (SELECT 1 FROM "
            + "spellings WHERE spellings MATCH $phrase)", "$phrase");
        synonyms = Command("SELECT synonyms FROM spellings WHERE spellings MATCH $phrase AND length = $length",
            "$phrase", "$length");
        marked = Command(MarkedSql, "$phrases", "$row");
    }

    public int Lookups { get; private set; }

    /// <summary>What is changed until <see cref="Commit"/> is written at once.</summary>
    public void Begin() => Do("BEGIN");

    public void Commit() => Do("COMMIT");

    public void Add(int row, Entry entry) => Run(add, row, entry.Title, entry.Heading, Unmarked(entry.Text));

    /// <returns>The text that stood there.</returns>
    public string Remove(int row)
    {
        var gone = Rows(text, found => found.GetString(0), row)[0];
        Run(remove, row);
        return gone;
    }

    public void Teach(IReadOnlyList<IReadOnlyList<string>> wordsOfGroups)
    {
        Do("DELETE FROM spellings");
        using var addSpelling = Command("INSERT INTO spellings (words, synonyms, length) VALUES ($words, $group, "
            + "$length)", "$words", "$group", "$length");
        for (var group = 0; group < wordsOfGroups.Count; group++)
        {
            foreach (var words in wordsOfGroups[group].Select(Words.Of))
                Run(addSpelling, string.Join(' ', words), group, words.Count);
        }
    }

    /// <summary>Is this word, or another form of it, in a text or among the synonyms?</summary>
    public bool Knows(string word) => Rows(known, row => row.GetBoolean(0), Quoted(word))[0];

    /// <summary>The synonym groups that hold exactly these words in any of their forms.</summary>
    public IReadOnlyList<int> SynonymGroups(IReadOnlyCollection<string> words) =>
        Rows(synonyms, row => row.GetInt32(0), Quoted(string.Join(' ', words)), words.Count);

    public IReadOnlyList<(int Row, double Score)> Scores(string phrase) =>
        Rows(scores, row => (row.GetInt32(0), row.GetDouble(1)), Quoted(phrase));

    /// <summary>The text with a mark around each phrase; without marks when only title or heading hold them.</summary>
    public string Marked(int row, IEnumerable<string> phrases) =>
        Rows(marked, found => found.GetString(0), string.Join(" OR ", phrases.Select(Quoted)), row)[0];

    public void Dispose()
    {
        foreach (var command in new[] { scores, known, synonyms, marked, add, text, remove }) command.Dispose();
        db.Dispose();
    }

    static string Unmarked(string text) => text.Replace(Excerpt.MarkStart, ' ').Replace(Excerpt.MarkEnd, ' ');

    static string Quoted(string words) => $"\"{words}\"";

    List<T> Rows<T>(SqliteCommand command, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        Lookups++;
        Bind(command, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    void Do(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        Bind(command, values);
        command.ExecuteNonQuery();
    }

    static void Bind(SqliteCommand command, ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
    }

    SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
