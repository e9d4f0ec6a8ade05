using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Staff.Passkeys;

/// <summary>Signing in, and showing later that one is still there.</summary>
public sealed class PasskeySignIn(Database database, PasskeyVerifier verifier, SignInChallenges challenges,
    TimeProvider clock)
{
    /// <param name="signedIn">Null at sign-in, where any passkey of this host will do.</param>
    public async Task<PasskeyOffer> Begin(StaffSession? signedIn, BrowserMark browser, CancellationToken cancel)
    {
        var question = await verifier.AskForTouch(signedIn?.Person.Id);
        return new(await challenges.Keep(BindingOf(signedIn, browser), question.State, clock.GetUtcNow(), cancel),
            question.Options);
    }

    public Task<PasskeyOutcome> SignIn(PasskeyAnswer answer, BrowserMark browser, string browserName,
        CancellationToken cancel) =>
        Accept(answer, BindingOf(null, browser), async (session, person, now) =>
            await StaffSessions.Begin(session, person, browserName, now), cancel);

    public Task<PasskeyOutcome> Touch(StaffSession signedIn, PasskeyAnswer answer, BrowserMark browser,
        CancellationToken cancel) =>
        Accept(answer, BindingOf(signedIn, browser), (session, _, now) =>
            StaffSessions.Touch(session, signedIn.Key, now), cancel);

    async Task<PasskeyOutcome> Accept(
        PasskeyAnswer answer, ChallengeBinding binding, Func<SqlSession, string, DateTimeOffset,
            Task<StaffToken?>> give, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await challenges.StateOf(answer.Challenge, binding, now, cancel) is not { } state)
            return PasskeyOutcome.Of(PasskeyRefusal.ChallengeUnknown);
        if (await verifier.Touched(answer.Credential, state) is not { } touched
            || (binding.Person ?? touched.Person) != touched.Person)
            return PasskeyOutcome.Of(PasskeyRefusal.NotAccepted);
        return await database.Write(async session =>
        {
            if (!await SignInChallenges.Use(session, answer.Challenge, binding, now))
                return PasskeyOutcome.Of(PasskeyRefusal.ChallengeUnknown);
            return await StaffPasskeys.Used(session, touched.Person, touched.Passkey, now)
                && await give(session, touched.Person, now) is { } token
                ? new(PasskeyRefusal.None, token) : PasskeyOutcome.Of(PasskeyRefusal.NotAccepted);
        }, cancel);
    }

    static ChallengeBinding BindingOf(StaffSession? signedIn, BrowserMark browser) =>
        new(signedIn is null ? ChallengePurpose.SignIn : ChallengePurpose.Touch, signedIn?.Person.Id, browser.Hash);
}
