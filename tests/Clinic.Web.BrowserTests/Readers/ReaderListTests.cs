namespace Clinic.Web.BrowserTests.Readers;

[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class ReaderListTests(OpenHouse house)
{
    [SkippableFact]
    public async Task A_signed_list_verifies_and_names_its_readers_by_person()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            async () => {
              const [owner, other] = [await someone('p2'), await someone('p1')];
              const { kept, known, recovery } = await signedFor(owner, [other]);
              const seen = await r.verifyList(kept, known);
              const again = await r.verifyList(kept, { ...known, hash: seen.hash });
              const recipients = [other.hash, owner.hash, await r.hashOf(recovery.spki)];
              return [seen.readers.map((one) => one.person).join(), String(again.number), JSON.parse(kept.list).previous,
                String([...seen.keys.keys()].join() === recipients.join())];
            }
            """);

        Assert.Equal(["p1,p2", "2", "", "true"], told);
    }

    [SkippableFact]
    public async Task Any_other_list_is_refused()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Tried(
            """
            const [owner, other] = [await someone('p2'), await someone('p1')];
            const { kept, known } = await signedFor(owner, [other]);
            const fresh = () => structuredClone({ kept, known });
            """,
            "() => r.verifyList(given.kept, given.known)",
        [
            ("nothing", ""),
            ("forged: a reader more", "given.kept.list = given.kept.list.replace('\"readers\":[', '\"readers\":[{\"person\":\"m\"},')"),
            ("forged: made an owner", "given.kept.list = given.kept.list.replace('false', 'true')"),
            ("a space more", "given.kept.list += ' '"),
            ("signature flipped", "given.kept.signature = flipped(given.kept.signature)"),
            ("signed by another", "given.kept.listKey = (await r.makeListKey()).spki"),
            ("signed anew by another", "Object.assign(given.kept, (await signedFor(owner, [other])).kept)"),
            ("no list key known", "given.known.listKey = ''"),
            ("rolled back", "given.known.number = 3"),
            ("two of one number", "given.known.hash = 'of-the-other'"),
            ("another host", "given.known.host = 'other.example'"),
            ("swapped key", "given.kept.keys[1] = (await r.makeReaderKey()).spki"),
            ("recovery key left out", "given.kept.keys.pop()"),
        ]);

        Assert.Equal("nothing: accepted", told.First());
        Assert.All(told.Skip(1), what => Assert.EndsWith(": list", what, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Nothing_is_sealed_or_wrapped_for_a_list_that_was_not_verified()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            async () => {
              const owner = await someone('p1');
              const { kept, known, wrapped } = await signedFor(owner);
              const seen = await r.verifyList(kept, known);
              const copy = { ...seen };
              const note = { reference: 'KAF-1', author: 'p1', at: '2026-11-30T10:00:00Z', text: 'left word' };
              return Promise.all([r.sealNote(note, seen), r.sealNote(note, copy), r.sealNote(note, JSON.parse(kept.list)),
                r.rewrap([], owner.key, copy, owner.hash), r.passListKey(wrapped, owner.key, copy, 'p1')].map(refused));
            }
            """);

        Assert.Equal(["accepted", "list", "list", "list", "list"], told);
    }

    [SkippableFact]
    public async Task Only_an_owner_on_the_list_gets_the_key_that_signs_it()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            async () => {
              const [first, second, desk] = [await someone('p1'), await someone('p2'), await someone('p3')];
              const people = [[first, true], [second, true], [desk, false]];
              const readers = people.map(([one, owner]) => ({ person: one.names.person, key: one.hash, owner }));
              const { kept, known, wrapped } = await signedFor(first, [second, desk], { readers });
              const seen = await r.verifyList(kept, known);
              const theirs = await r.passListKey(wrapped, first.key, seen, 'p2');
              const next = { ...seen, number: 3, previous: seen.hash };
              const signed = await r.signList(next, await r.openListKey(theirs, second.key));
              const accepted = await r.verifyList({ ...kept, ...signed }, { ...known, number: 2, hash: seen.hash });
              return [String(accepted.number), await refused(r.passListKey(wrapped, first.key, seen, 'p3')),
                await refused(r.openListKey(wrapped, desk.key))];
            }
            """);

        Assert.Equal(["3", "list", "list"], told);
    }
}
