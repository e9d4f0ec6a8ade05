using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Reviews;

public enum SignerChange
{
    Done,
    /// <summary>clinic.yaml names no such person with a credential.</summary>
    NoClinician,
    /// <summary>Somebody else signs as this person.</summary>
    Taken,
}

/// <summary>As which person of clinic.yaml each of the staff signs.</summary>
public sealed class Signers(Database database, ArticleLibrary library, TimeProvider clock)
{
    /// <summary>Those whose word a medical text can stand on.</summary>
    public IReadOnlyList<Person> Clinicians =>
        [.. library.Current.Clinic.People.Values.Where(person => person.Credential is not null)];

    /// <summary>Null when nobody said as whom they sign, or clinic.yaml names that person no longer.</summary>
    public async Task<Person?> Of(string person, CancellationToken cancel)
    {
        var key = await database.Read(session =>
            session.Value<string>("SELECT key FROM content_signer WHERE person = @person", new { person }), cancel);
        return Clinicians.FirstOrDefault(one => one.Key == key);
    }

    /// <summary>The keys of clinic.yaml, by the ids of the staff.</summary>
    public Task<IReadOnlyDictionary<string, string>> All(CancellationToken cancel) =>
        database.Read<IReadOnlyDictionary<string, string>>(async session =>
        (await session.Rows<Row>("SELECT person, key FROM content_signer"))
            .ToDictionary(row => row.Person, row => row.Key, StringComparer.Ordinal), cancel);

    /// <param name="key">Null when they sign as nobody from now on.</param>
    public async Task<SignerChange> Name(string person, string? key, string by, CancellationToken cancel)
    {
        if (key is not null && !Clinicians.Any(one => one.Key == key)) return SignerChange.NoClinician;
        return await database.Write(async session =>
        {
            if (key is not null && await session.Exists(
                "SELECT 1 FROM content_signer s JOIN staff_person p ON p.id = s.person WHERE s.key = @key AND s.person <> @person AND p.removed_at IS NULL",
                new { key, person }))
                return SignerChange.Taken;
            // Whoever was removed makes room; what they signed tells who they were.
            await session.Execute("DELETE FROM content_signer WHERE person = @person OR key = @key",
                new { person, key });
            if (key is not null)
                await session.Execute("INSERT INTO content_signer (person, key) VALUES (@person, @key)",
                    new { person, key });
            session.Audit(new(clock.GetUtcNow(), AuditEvent.SignerNamed, person, by, key ?? ""));
            return SignerChange.Done;
        }, cancel);
    }

    sealed record Row(string Person, string Key);
}
