namespace Clinic.Web.BrowserTests.Readers;

[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class ReaderKeyTests(OpenHouse house)
{
    [SkippableFact]
    public async Task A_key_opens_with_the_secret_of_its_passkey_and_cannot_be_exported()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            async () => {
              const { blob, secret, names, spki } = await someone('p1');
              const { key, listKey } = await r.openBlob(blob, secret, names);
              const back = await r.unwrap(await r.wrapFor(spki, r.utf8('a secret')), key, 8, 'request');
              const exported = await crypto.subtle.exportKey('pkcs8', key).then(() => 'exported', () => 'kept');
              return [new TextDecoder().decode(back), listKey, exported, key.usages.join(), Object.keys(blob).join()];
            }
            """);

        Assert.Equal(["a secret", "", "kept", "decrypt", "v,credential,salt,nonce,wrapped"], told);
    }

    [SkippableFact]
    public async Task A_swapped_or_changed_blob_is_refused()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Tried(
            """
            const { blob, names, secret } = await someone('p1');
            const fresh = () => structuredClone({ blob, names, secret });
            """,
            "() => r.openBlob(given.blob, given.secret, given.names)",
        [
            ("nothing", ""),
            ("another person", "given.names.person = 'p2'"),
            ("another host", "given.names.host = 'other.example'"),
            ("another credential", "given.names.credential = given.blob.credential = 'another'"),
            ("another credential in the blob alone", "given.blob.credential = 'another'"),
            ("another public key", "given.names.spki = (await r.makeReaderKey()).spki"),
            ("another secret", "given.secret[0] ^= 1"),
            ("a short secret", "given.secret = given.secret.slice(0, 16)"),
            ("a flipped salt", "given.blob.salt = flipped(given.blob.salt)"),
            ("a flipped nonce", "given.blob.nonce = flipped(given.blob.nonce)"),
            ("a flipped bit", "given.blob.wrapped = flipped(given.blob.wrapped)"),
            ("another version", "given.blob.v = 2"),
            ("names run together", "given.names.person = 'p1\\n'"),
        ]);

        Assert.Equal("nothing: accepted", told.First());
        Assert.All(told.Skip(1), what => Assert.EndsWith(": blob", what, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_second_passkey_opens_the_same_key_beside_the_first()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            async () => {
              const { blob, secret, names, spki } = await someone('p1');
              const second = r.random(32);
              const next = { secret: second, credential: 'second', listKey: 'learnt' };
              const other = await r.rewrapBlob(blob, secret, names, next);
              const opened = await r.openBlob(other, second, { ...names, credential: 'second' });
              const back = await r.unwrap(await r.wrapFor(spki, r.utf8('a secret')), opened.key, 8, 'request');
              const crossed = await refused(r.openBlob(other, secret, { ...names, credential: 'second' }));
              return [new TextDecoder().decode(back), opened.listKey, await refused(r.openBlob(blob, secret, names)), crossed];
            }
            """);

        Assert.Equal(["a secret", "learnt", "accepted", "blob"], told);
    }

    [SkippableFact]
    public async Task The_key_of_one_device_is_used_there_and_never_exported()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            async () => {
              const { spki, key } = await r.makeDeviceKey();
              const back = await r.unwrap(await r.wrapFor(spki, r.utf8('a secret')), key, 8, 'request');
              const exported = await crypto.subtle.exportKey('pkcs8', key).then(() => 'exported', () => 'kept');
              return [new TextDecoder().decode(back), exported];
            }
            """);

        Assert.Equal(["a secret", "kept"], told);
    }

    [SkippableFact]
    public async Task Both_screens_show_the_same_eight_words_and_another_key_has_others()
    {
        await using var page = await ReaderPage.Open(house);
        await using var otherScreen = await ReaderPage.Open(house);
        var keys = await page.Ask("async () => [(await r.makeReaderKey()).spki, (await r.makeReaderKey()).spki]");

        var here = await page.Ask("(key) => r.words(key, list)", keys[0]);
        var there = await otherScreen.Ask("(key) => r.words(key, list)", keys[0]);
        var another = await otherScreen.Ask("(key) => r.words(key, list)", keys[1]);

        Assert.Equal(8, here.Length);
        Assert.Equal(here, there);
        Assert.NotEqual(here, another);
    }

    [SkippableFact]
    public async Task A_changed_list_of_words_is_refused()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask<string>("() => refused(r.wordList([...list.slice(1), list[0], ''].join('\\n')))");

        Assert.Equal("words", told);
    }
}
