using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>That a clinician stands by one version of a file.</summary>
/// <param name="Version">The number of the version that was published by it, whose bytes the history keeps.</param>
/// <param name="Person">Who was signed in.</param>
/// <param name="Key">As which person of clinic.yaml they signed.</param>
/// <param name="Seen">The SHA-256 of the bytes that were shown to them, which differ from the version's in the lines of the review alone.</param>
public sealed record Signature(long Version, string Path, string Person, string Key, DateOnly Day, string Seen);

/// <summary>Every signature there ever was.</summary>
public sealed class Signatures(Database database)
{
    const string Columns = "SELECT version, path, person, key, day, seen FROM content_signature";

    const string DayForm = "yyyy-MM-dd";

    /// <summary>Null where nobody ever signed the file.</summary>
    public Task<Signature?> Last(string path, CancellationToken cancel) => database.Read(async session =>
        (await session.Row<Row>(Columns + " WHERE path = @path ORDER BY version DESC LIMIT 1",
            new { path }))?.Signature(), cancel);

    /// <summary>The one that a page names; of several on one day the last. Null where that is no signature.</summary>
    public Task<Signature?> Find(SignedText signed, CancellationToken cancel) => database.Read(async session =>
        (await session.Row<Row>(Columns + " WHERE path = @Path AND key = @Reviewer AND day = @day ORDER BY version DESC LIMIT 1",
            new { signed.Path, signed.Reviewer, day = Written(signed.Day) }))?.Signature(), cancel);

    /// <summary>Of all files.</summary>
    public Task<IReadOnlyList<SignedText>> All(CancellationToken cancel) =>
        database.Read<IReadOnlyList<SignedText>>(async session =>
        [.. (await session.Rows<Row>(Columns)).Select(row => row.Signature())
            .Select(signature => new SignedText(signature.Path, signature.Key, signature.Day))], cancel);

    /// <summary>Rises with each signature.</summary>
    public Task<long> LastVersion(CancellationToken cancel) => database.Read(session =>
        session.Value<long>("SELECT COALESCE(MAX(version), 0) FROM content_signature"), cancel);

    /// <summary>As part of the transaction that writes the version.</summary>
    public static Task Add(SqlSession session, Signature signature) => session.Execute(
        """
        INSERT INTO content_signature (version, path, person, key, day, seen) VALUES (@Version, @Path, @Person, @Key, @day, @Seen)
        """, new
        {
            signature.Version,
            signature.Path,
            signature.Person,
            signature.Key,
            day = Written(signature.Day),
            signature.Seen,
        });

    static string Written(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    sealed class Row
    {
        public long Version { get; init; }
        public string Path { get; init; } = "";
        public string Person { get; init; } = "";
        public string Key { get; init; } = "";
        public string Day { get; init; } = "";
        public string Seen { get; init; } = "";

        public Signature Signature() => new(Version, Path, Person, Key,
            DateOnly.ParseExact(Day, DayForm, CultureInfo.InvariantCulture), Seen);
    }
}
