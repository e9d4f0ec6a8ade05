using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations;
using Clinic.Web.Tests.Consultations.Sealing;

namespace Clinic.Web.Tests.Proofs.StaffKills;

/// <summary>
/// A reader lets a newcomer on the list read what was sealed before they came. What a kill cut off is let in by the next one.
/// </summary>
sealed class LettingIn(TestReaders readers)
{
    const int EachTime = 3;

    // Of requests that nothing else touches: a sweep would close others for the newcomer without a word in the trail.
    readonly List<string> references = [];

    /// <summary>The reader on a list who is no owner.</summary>
    public static ListedReader? NewcomerOn(byte[]? list)
    {
        if (list is null) return null;
        using var read = JsonDocument.Parse(list);
        return read.RootElement.GetProperty("readers").EnumerateArray().Where(one => !one.GetProperty("owner").GetBoolean())
            .Select(one => new ListedReader(one.GetProperty("person").GetString()!, one.GetProperty("key").GetString()!, false)).FirstOrDefault();
    }

    public async Task<bool> Do(StaffHands hands, OpenStore store, ListedReader newcomer)
    {
        for (var more = 0; more < EachTime; more++)
        {
            var envelope = AuthEnvelope.Seal("What was asked."u8, [.. readers.Recipients]);
            var request = Requests.One(DateTimeOffset.UtcNow) with { Payload = new(AuthEnvelope.Format, envelope.Encode()) };
            await store.Requests.Keep(request, default);
            references.Add(request.Reference.Value);
        }
        var name = await NameOf(store, newcomer);
        var lacking = (await Kept(store)).Where(row => AuthEnvelope.Decode(row.Payload).KeyFor(name) is null).ToList();
        return await hands.Json("/staff/readers/rewraps", new()
        {
            ["rewraps"] = new JsonArray([.. lacking.Select(row => new JsonObject
            {
                ["reference"] = row.Reference,
                ["hash"] = RecipientKey.HashOf(row.Payload),
                ["key"] = newcomer.Key,
                ["wrapped"] = Convert.ToBase64String(new byte[384]),
            })]),
        }) is { } answer && (int?)answer["written"] == lacking.Count;
    }

    /// <summary>A line when the trail tells of more or fewer than the newcomer can read.</summary>
    public async Task<IReadOnlyList<string>> Faults(OpenStore store)
    {
        var list = await store.Database.Read(session => session.Value<byte[]>("SELECT bytes FROM reader_list ORDER BY number DESC LIMIT 1"), default);
        if (NewcomerOn(list) is not { } newcomer) return [];
        var name = await NameOf(store, newcomer);
        var readable = (await Kept(store)).Count(row => AuthEnvelope.Decode(row.Payload).KeyFor(name) is not null);
        var told = await store.Audit.Entries(default).Where(one => one.What == AuditEvent.ReaderLetIn)
            .Select(one => int.Parse(one.Detail.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)).SumAsync();
        return readable == told ? [] : [$"the newcomer can read {readable}, and the trail tells of {told}"];
    }

    static async Task<byte[]> NameOf(OpenStore store, ListedReader reader) => EnvelopeRecipient.NameOf(await store.Database.Read(session =>
        session.Value<byte[]>("SELECT spki FROM reader_key WHERE hash = @Key", reader), default));

    Task<IReadOnlyList<Row>> Kept(OpenStore store) => store.Database.Read<IReadOnlyList<Row>>(async session =>
        [.. (await session.Rows<Row>("SELECT reference, payload FROM request WHERE seal = 'auth-v1' AND payload IS NOT NULL"))
            .Where(row => references.Contains(row.Reference))], default);

    sealed class Row
    {
        public string Reference { get; init; } = "";
        public byte[] Payload { get; init; } = [];
    }
}
