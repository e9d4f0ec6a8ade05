using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Consultations;
using Clinic.Web.Tests.Consultations.Readers;
using Clinic.Web.Tests.Consultations.Sealing;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Proofs.StaffKills;

/// <summary>Everything that the clinic's people write at the running site, one after the other: answers, erasing, mailing again, people, roles,
/// passkeys, sessions and readers.</summary>
sealed class StaffDay(OpenStore store, OpenStaff staff, ListSigner signer, TestReaders readers, LettingIn letIn, Action done) : IDisposable
{
    readonly List<IDisposable> opened = [];

    /// <summary>By action: how often it was begun, and how often the site said that it was done.</summary>
    public ConcurrentDictionary<string, (int Begun, int Done)> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Until the site is gone.</summary>
    public async Task Work(Uri site)
    {
        try
        {
            using var hands = new StaffHands(site);
            await Do("continue as the demonstration owner", async () =>
            {
                await hands.ContinueAsDemonstration();
                return true;
            });
            while (true) await Round(site, hands);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or StaffGoneException or StoreUnavailableException)
        {
            // It was killed in the middle of something.
        }
    }

    public void Dispose() => opened.ForEach(one => one.Dispose());

    async Task Round(Uri site, StaffHands hands)
    {
        var request = await Answer(hands);
        await Do("names shown", () => hands.Press("/staff/requests", ("filter", ""), ("number", 1)));
        await Suspected(hands);
        await People(hands);
        await Passkeys(site, hands);
        var address = At(request);
        await hands.Look($"{address}/erase");
        await Do("erase", () => hands.Press($"{address}/erase"));
        await Mailed(hands);
    }

    async Task<string> Answer(StaffHands hands)
    {
        var request = Requests.One(DateTimeOffset.UtcNow);
        await store.Requests.Keep(request, default);
        var address = At(request.Reference.Value);
        await hands.Look(address);
        var colleague = (await store.Database.Read(session => session.Value<string>(
            "SELECT id FROM staff_person WHERE joined_at IS NOT NULL AND removed_at IS NULL AND roles LIKE '%front-desk%' ORDER BY id LIMIT 1"), default))!;
        (string Step, (string, object)[] More)[] steps =
        [
            ("called", []), ("left-word", []), ("texted", []), ("wrote", []), ("noted", [("Text", "sounds kind")]), ("taken", []), ("handed-over", [("To", colleague)]),
            ("reached", [("Outcome", "Booked")]), ("reopened", []), ("could-not-reach", []), ("reopened", []), ("wrong-number", []),
        ];
        foreach (var (step, more) in steps)
        {
            var version = await Version(request.Reference.Value);
            await Do(step, () => hands.Press(address, [("Step", step), ("Version", version), .. more]));
        }
        return request.Reference.Value;
    }

    async Task Suspected(StaffHands hands)
    {
        var request = Requests.One(DateTimeOffset.UtcNow) with { Suspicion = "links" };
        await store.Requests.Keep(request, default);
        var address = At(request.Reference.Value);
        await Do("found-unreal", () => hands.Press(address, ("Step", "found-unreal"), ("Version", 0)));
        await Do("found-real", () => hands.Press(address, ("Step", "found-real"), ("Version", 1)));
    }

    // A request whose mail went out by itself meanwhile.
    async Task Mailed(StaffHands hands)
    {
        var reference = await store.Database.Read(session => session.Value<string>(
            """
            SELECT r.reference FROM request r JOIN outbox o ON o.about = r.submission
            WHERE o.kind = 'Request' AND o.state = 'Delivered' AND r.payload IS NOT NULL LIMIT 1
            """), default);
        if (reference is null || await hands.Look($"{At(reference)}/resend") is not { } page || page.QuerySelector("input[name=Seen]")?.GetAttribute("value") is not { } seen) return;
        await Do("resend", () => hands.Press($"{At(reference)}/resend", ("Seen", seen)));
    }

    async Task People(StaffHands hands)
    {
        var mail = $"{Guid.NewGuid():N}@clinic.example";
        await Do("invite", () => hands.Press("/staff/people?handler=invite", ("name", "Robin"), ("email", mail), ("role", "front-desk")));
        var person = await store.Database.Read(session => session.Value<string>("SELECT id FROM staff_person WHERE email = @mail", new { mail }), default);
        await Do("invite again", () => hands.Press("/staff/people?handler=again", ("person", person!)));
        await Do("roles", () => hands.Press("/staff/people?handler=roles", ("person", person!), ("role", "writer")));
        await Do("remove", () => hands.Press("/staff/people?handler=remove", ("person", person!)));
    }

    async Task Passkeys(Uri site, StaffHands demonstration)
    {
        var invitation = (await staff.InvitedOnServer($"{Guid.NewGuid():N}@clinic.example", StaffRoles.Owner | StaffRoles.FrontDesk)).Value;
        var (hands, elsewhere) = (new StaffHands(site), new StaffHands(site));
        var (first, second) = (Passkey(hands), Passkey(hands));
        opened.AddRange([hands, elsewhere, first, second]);
        await Do("join", () => hands.Join(invitation, first));
        var person = await store.Database.Read(session => session.Value<string>("SELECT person FROM staff_passkey WHERE credential = @Id", new { first.Id }), default);
        await Do("add a passkey", () => hands.AddPasskey(second));
        await Do("sign in", () => elsewhere.SignIn(second));
        await Do("sign out", () => elsewhere.Press("/staff/sign-out"));
        await Do("sign in", () => elsewhere.SignIn(second));
        await Do("end other sessions", () => hands.Press("/staff/account?handler=end", ("session", "others")));
        await Do("remove a passkey", () => hands.Press("/staff/account?handler=remove", ("passkey", second.Id)));
        // The first one is an owner at once; the others begin again once they are, as what they may do has changed.
        if (await store.Database.Read(session => session.Exists("SELECT 1 FROM staff_owner_claim WHERE person = @person", new { person }), default))
        {
            await Do("confirm an owner", () => demonstration.Press("/staff/people?handler=confirm", ("person", person!)));
            await Do("sign in", () => hands.SignIn(first));
        }
        await Readers(hands, person!);
    }

    // The first list names its owner; later ones are signed by the same key, with the first owner and one newcomer on it.
    async Task Readers(StaffHands hands, string person)
    {
        var (number, previous, signedBy) = await store.Database.Read(async session => (await session.Value<long?>("SELECT MAX(number) FROM reader_list") ?? 0,
            await session.Value<byte[]>("SELECT bytes FROM reader_list ORDER BY number DESC LIMIT 1"),
            await session.Value<string>("SELECT signed_by FROM reader_list ORDER BY number LIMIT 1")), default);
        var newcomer = LettingIn.NewcomerOn(previous);
        if (number > 0)
        {
            var key = SomeKey();
            await Do("make a reader's key", async () => await hands.Json("/staff/readers/mine", new() { ["spki"] = Convert.ToBase64String(key) }) is not null);
            newcomer ??= new(person, HashOf(key), false);
        }
        var owner = new ListedReader(signedBy ?? person, readers.All[0].Public.Hash, true);
        var text = ListSigner.Text(number + 1, previous is null ? "" : HashOf(previous), readers.All[1].Public.Hash, newcomer is null ? [owner] : [owner, newcomer], new Uri(hands.Origin).Authority);
        var signed = signer.Sign(text, [owner], readers.All[1].Public);
        await Do("sign the list of readers", async () => await hands.Json("/staff/readers/list", new()
        {
            ["list"] = text,
            ["signature"] = Convert.ToBase64String(signed.Signature),
            ["listKey"] = Convert.ToBase64String(signed.ListKey),
            ["owners"] = new JsonArray(new JsonObject { ["person"] = owner.Person, ["key"] = owner.Key, ["wrapped"] = Convert.ToBase64String(new byte[384]) }),
            ["recovery"] = Convert.ToBase64String(readers.All[1].Private.ExportSubjectPublicKeyInfo()),
            ["spki"] = number == 0 ? Convert.ToBase64String(readers.All[0].Private.ExportSubjectPublicKeyInfo()) : null,
        }) is not null);
        if (newcomer is not null) await Do("let a newcomer read", () => letIn.Do(hands, store, newcomer));
    }

    static string HashOf(byte[] bytes) => Web.Consultations.Sealing.RecipientKey.HashOf(bytes);

    // A public half that nobody has the private one of: to make a real pair takes longer than a round.
    static byte[] SomeKey()
    {
        var modulus = RandomNumberGenerator.GetBytes(384);
        modulus[0] |= 0x80;
        modulus[^1] |= 1;
        using var key = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = [1, 0, 1] });
        return key.ExportSubjectPublicKeyInfo();
    }

    SoftwarePasskey Passkey(StaffHands hands) => new() { Origin = hands.Origin };

    Task<long> Version(string reference) => store.Database.Read(session => session.Value<long>(
        "SELECT COALESCE(MAX(a.version), 0) FROM answering a JOIN request r ON r.submission = a.submission WHERE r.reference = @reference", new { reference }), default);

    async Task Do(string action, Func<Task<bool>> work)
    {
        Counts.AddOrUpdate(action, (1, 0), (_, before) => (before.Begun + 1, before.Done));
        if (!await work()) throw new StaffGoneException(action);
        Counts.AddOrUpdate(action, (1, 1), (_, before) => (before.Begun, before.Done + 1));
        done();
    }

    static string At(string reference) => $"/staff/requests/{reference.ToLowerInvariant()}";
}

/// <summary>The site said that it could not be done, as while its database is away.</summary>
sealed class StaffGoneException(string action) : Exception(action);
