namespace Clinic.Web.BrowserTests.Readers;

[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class SealedForReadersTests(OpenHouse house)
{
    // What the server keeps and hands over, as far as the browser sees it.
    const string Sealed = """
        const seal = async (spki, content, reference) => {
          const [contentKey, nonce] = [r.random(32), r.random(12)];
          const aes = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
          const bytes = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, aes, r.utf8(JSON.stringify(content))));
          return { reference, wrapped: await r.wrapFor(spki, contentKey), nonce: r.toBase64(nonce), hash: 'h',
            ciphertext: r.toBase64(bytes.slice(0, -16)), tag: r.toBase64(bytes.slice(-16)) };
        };
        const mine = await someone('p1');
        const asked = { Reference: 'KAF-1', FullName: 'Zoë <b>Quill</b>', Message: 'Mornings, please' };
        const envelope = await seal(mine.spki, asked, 'KAF-1');
        """;

    [SkippableFact]
    public async Task A_request_opens_with_the_readers_key()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask($$"""
            async () => {
              {{Sealed}}
              const opened = await r.openEnvelope(envelope, mine.key, 'KAF-1');
              return [opened.FullName, opened.Message];
            }
            """);

        Assert.Equal(["Zoë <b>Quill</b>", "Mornings, please"], told);
    }

    [SkippableFact]
    public async Task A_swapped_or_changed_request_is_refused()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Tried(
            $"{Sealed} const fresh = () => ({{ envelope: {{ ...envelope }}, reference: 'KAF-1' }});",
            "() => r.openEnvelope(given.envelope, mine.key, given.reference)",
        [
            ("nothing", ""),
            ("asked for another", "given.reference = 'KAF-2'"),
            ("relabelled", "given.reference = given.envelope.reference = 'KAF-2'"),
            ("swapped content", "Object.assign(given.envelope, await seal(mine.spki, { ...asked, Reference: 'KAF-2' }, 'KAF-1'))"),
            ("no reference inside", "Object.assign(given.envelope, await seal(mine.spki, { FullName: 'Zoë' }, 'KAF-1'))"),
            ("another's key", "given.envelope.wrapped = (await seal((await someone('p2')).spki, asked, 'KAF-1')).wrapped"),
            ("flipped content", "given.envelope.ciphertext = flipped(given.envelope.ciphertext)"),
            ("flipped tag", "given.envelope.tag = flipped(given.envelope.tag)"),
            ("no tag", "given.envelope.tag = ''"),
            ("flipped nonce", "given.envelope.nonce = flipped(given.envelope.nonce)"),
            ("flipped key", "given.envelope.wrapped = flipped(given.envelope.wrapped)"),
            ("a short key", "given.envelope.wrapped = await r.wrapFor(mine.spki, r.random(16))"),
        ]);

        Assert.Equal("nothing: accepted", told.First());
        Assert.All(told.Skip(1), what => Assert.EndsWith(": request", what, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_note_is_sealed_for_exactly_the_list_and_bound_to_request_author_and_time()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            async () => {
              const [owner, desk] = [await someone('p1'), await someone('p2')];
              const { kept, known, recovery } = await signedFor(owner, [desk]);
              const seen = await r.verifyList(kept, known);
              const row = { reference: 'KAF-1', author: 'p2', at: '2026-11-30T10:00:00Z' };
              const { wraps, ...sealed } = await r.sealNote({ ...row, text: 'Called, left word' }, seen);
              const sent = wraps.map((wrap) => wrap.key).sort().join();
              const due = [owner.hash, desk.hash, await r.hashOf(recovery.spki)].sort().join();
              const envelope = { ...sealed, wrapped: wraps.find((wrap) => wrap.key === owner.hash).wrapped };
              const open = (other) => r.openNote(envelope, owner.key, { ...row, ...other });
              const changed = { ...envelope, tag: flipped(envelope.tag) };
              return [(await open({})).text, String(sent === due), ...await Promise.all([open({ reference: 'KAF-2' }),
                open({ author: 'p1' }), open({ at: '2026-11-30T10:00:01Z' }), r.openNote(changed, owner.key, row)].map(refused))];
            }
            """);

        Assert.Equal(["Called, left word", "true", "note", "note", "note", "note"], told);
    }

    [SkippableFact]
    public async Task What_is_open_is_wrapped_again_only_for_a_key_on_the_list()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask($$"""
            async () => {
              {{Sealed}}
              const [newcomer, stranger] = [await someone('p2'), await someone('p3')];
              const { kept, known, wrapped } = await signedFor(mine, [newcomer]);
              const seen = await r.verifyList(kept, known);
              const [again] = await r.rewrap([envelope], mine.key, seen, newcomer.hash);
              const opened = await r.openEnvelope({ ...envelope, wrapped: again.wrapped }, newcomer.key, 'KAF-1');
              const rewrap = (one, recipient) => refused(r.rewrap([one], mine.key, seen, recipient));
              return [opened.Message, [again.reference, again.hash, again.key === newcomer.hash].join(),
                await rewrap(envelope, stranger.hash), await rewrap({ ...envelope, wrapped }, newcomer.hash)];
            }
            """);

        Assert.Equal(["Mornings, please", "KAF-1,h,true", "list", "request"], told);
    }
}
