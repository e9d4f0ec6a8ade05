namespace Clinic.Web.BrowserTests.Readers;

/// <summary>A key wrapped by what a real browser's passkey gives; the authenticator is the browser's own virtual one.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class PasskeySecretTests(OpenHouse house)
{
    const string Passkeys = """
        const ask = (credential) => ({ ...credential.getClientExtensionResults().prf?.results });
        const prf = { eval: { first: await r.prfInput() } };
        const create = () => navigator.credentials.create({ publicKey: {
          rp: { id: 'localhost', name: 'Clinic' }, user: { id: r.random(16), name: 'desk', displayName: 'Desk' }, challenge: r.random(32),
          pubKeyCredParams: [{ type: 'public-key', alg: -7 }], extensions: { prf },
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' } } });
        const get = (credential) => navigator.credentials.get({ publicKey: {
          challenge: r.random(32), rpId: 'localhost', userVerification: 'required', extensions: { prf },
          allowCredentials: [{ type: 'public-key', id: credential.rawId }] } });
        """;

    [SkippableFact]
    public async Task A_passkey_gives_the_same_secret_at_enrolment_and_later_and_it_opens_the_key()
    {
        await using var page = await ReaderPage.Open(house);
        await ReaderPage.AddAuthenticator(page.Page, hasPrf: true);

        var told = await page.Ask($$"""
            async () => {
              {{Passkeys}}
              const [passkey, second] = [await create(), await create()];
              const { spki, pkcs8 } = await r.makeReaderKey();
              const names = { person: 'p1', host: location.host, credential: passkey.id, spki };
              const blob = await r.wrapBlob(ask(passkey).first, names, { pkcs8, listKey: '' });
              const next = { secret: ask(await get(second)).first, credential: second.id };
              const other = await r.rewrapBlob(blob, ask(await get(passkey)).first, names, next);
              const secondNames = { ...names, credential: second.id };
              return [await refused(r.openBlob(blob, ask(await get(passkey)).first, names)),
                await refused(r.openBlob(other, ask(await get(second)).first, secondNames)),
                await refused(r.openBlob(other, ask(await get(passkey)).first, secondNames))];
            }
            """);

        Assert.Equal(["accepted", "accepted", "blob"], told);
    }

    [SkippableFact]
    public async Task What_is_posted_of_a_passkey_holds_no_secret()
    {
        await using var page = await ReaderPage.Open(house);
        await ReaderPage.AddAuthenticator(page.Page, hasPrf: true);

        var told = await page.Ask($$"""
            async () => {
              {{Passkeys}}
              const passkey = await get(await create());
              const [whole, posted] = [passkey.toJSON(), r.withoutPrf(passkey.toJSON())];
              const secret = r.toBase64Url(ask(passkey).first);
              const holds = (json) => String(JSON.stringify(json).includes(secret));
              return [holds(whole), holds(posted), String('prf' in posted.clientExtensionResults), String(posted.id === whole.id)];
            }
            """);

        Assert.Equal(["true", "false", "false", "true"], told);
    }

    [SkippableFact]
    public async Task A_passkey_without_a_secret_wraps_nothing()
    {
        await using var page = await ReaderPage.Open(house);
        await ReaderPage.AddAuthenticator(page.Page, hasPrf: false);

        var told = await page.Ask($$"""
            async () => {
              {{Passkeys}}
              const passkey = await create();
              const { spki, pkcs8 } = await r.makeReaderKey();
              const names = { person: 'p1', host: location.host, credential: passkey.id, spki };
              const secret = ask(await get(passkey)).first;
              return [String(secret), await refused(r.wrapBlob(secret ?? new Uint8Array(), names, { pkcs8, listKey: '' }))];
            }
            """);

        Assert.Equal(["undefined", "blob"], told);
    }
}
