using System.Text;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Tests.Consultations;

/// <summary>Answers that are sealed for the mail apart from what is kept: they live and end with the request.</summary>
public abstract class MailedAnswersContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;

    [SkippableFact]
    public async Task The_mail_has_its_own_and_the_reader_the_kept_ones()
    {
        var (store, request) = await Kept();

        Assert.Equal("mail", Words((await store.Claim()).Payload!));
        Assert.Equal("kept", Words((await store.Reader.Read(request.Reference, "pat", Noon, default))!));
    }

    [SkippableFact]
    public async Task A_delivered_request_is_mailed_again_with_the_same()
    {
        var (store, request) = await Kept();
        await store.Outbox.Delivered(await store.Claim(), Noon, default);

        Assert.True(await store.Outbox.Resend(request.Reference, "pat", Noon, default));

        Assert.Equal("mail", Words((await store.Claim()).Payload!));
    }

    [SkippableFact]
    public async Task A_correction_brings_its_own_before_and_after_the_first_attempt()
    {
        var (store, request) = await Kept();

        Assert.Equal(CorrectionResult.Replaced, await Correct(store, request, "second"));
        var first = await store.Claim();
        Assert.Equal("mail second", Words(first.Payload!));
        await store.Outbox.Delivered(first, Noon, default);

        Assert.Equal(CorrectionResult.Queued, await Correct(store, request, "third"));
        var correction = await store.Claim();
        Assert.Equal((MailKind.Correction, "mail third"), (correction.Kind, Words(correction.Payload!)));
    }

    [SkippableTheory]
    [InlineData("withdrawn")]
    [InlineData("erased")]
    [InlineData("purged")]
    public async Task They_are_erased_with_the_request(string how)
    {
        var (store, request) = await Kept();
        await store.Outbox.Delivered(await store.Claim(), Noon, default);
        await Correct(store, request, "second");
        await store.Outbox.Delivered(await store.Claim(), Noon, default);

        Task ended = how switch
        {
            "withdrawn" => store.Requests.Withdraw(request.Id, Noon, default),
            "erased" => store.Requests.Erase(request.Reference, "pat", Noon, default),
            _ => store.Requests.Purge(new(Noon.AddDays(1), Noon, Noon), Noon.AddDays(30), default),
        };
        await ended;

        place.Stop();
        using var database = place.Connect();
        using var left = database.CreateCommand();
        left.CommandText = "SELECT COUNT(*) FROM outbox WHERE payload IS NOT NULL";
        Assert.Equal(0L, Convert.ToInt64(left.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));
    }

    [SkippableFact]
    public async Task A_held_request_keeps_them_until_it_is_mailed_after_all()
    {
        var store = await place.Open();
        await store.Requests.Keep(One() with { Suspicion = "honeypot" }, default);

        Assert.True(await store.Outbox.Resend((await store.Reader.List(default)).Select(one => Reference(one.Reference)).Single(), "pat", Noon, default));

        Assert.Equal("mail", Words((await store.Claim()).Payload!));
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    async Task<(OpenStore Store, SealedRequest Request)> Kept()
    {
        var store = await place.Open();
        var request = One();
        await store.Requests.Keep(request, default);
        return (store, request);
    }

    static SealedRequest One() => Requests.One() with { Payload = Sealed("kept", "mail") };

    static RequestReference Reference(string text) =>
        RequestReference.TryParse(text, out var reference) ? reference! : throw new InvalidOperationException(text);

    static Task<CorrectionResult> Correct(OpenStore store, SealedRequest request, string answers) =>
        store.Corrections.Correct(new(request.Id, answers, Noon, [], null), _ => Sealed("kept " + answers, "mail " + answers), default);

    static SealedPayload Sealed(string kept, string mail) =>
        new("test", Encoding.UTF8.GetBytes(kept)) { ForMail = new("test", Encoding.UTF8.GetBytes(mail)) };

    static string Words(SealedPayload payload) => Encoding.UTF8.GetString(payload.Bytes);
}
