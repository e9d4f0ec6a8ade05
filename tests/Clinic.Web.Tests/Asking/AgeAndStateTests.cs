using System.Net;

namespace Clinic.Web.Tests.Asking;

/// <summary>People the clinic may not treat, and an address that looks like a slip.</summary>
[Trait("Pace", "Slow")]
public sealed class AgeAndStateTests : IDisposable
{
    readonly AskingSite site = new();

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    public async Task Of_who_is_not_of_age_nothing_is_kept(string answer)
    {
        using var form = await FormBrowser.At(site);

        var told = await form.Send(("FullName", "Quokka"), ("Message", "Bilby"), ("IsAdult", answer));

        Assert.Equal(HttpStatusCode.BadRequest, told.Status);
        Assert.Equal(["Tick the box if you are 18 or older. If you are younger, we keep nothing: please talk with a parent or a doctor, or call or text 988"], told.Summary);
        Assert.NotNull(told.Page.QuerySelector("main a[href='tel:988']"));
        Assert.Equal(HttpStatusCode.OK, (await form.Open()).Status);
        Assert.Empty(await site.Store.Reader.List(default));
        Assert.Empty(await site.Mails());
        Assert.Equal([0L], site.Rows<long>("SELECT (SELECT COUNT(*) FROM request) + (SELECT COUNT(*) FROM consent) + (SELECT COUNT(*) FROM outbox)"));
    }

    [Fact]
    public async Task A_state_that_is_not_served_is_told_once_and_a_tick_goes_on()
    {
        using var form = await FormBrowser.At(site);
        // The style sheet shows the question when such a state is chosen.
        var opened = (await form.Open()).Page;
        Assert.NotNull(opened.QuerySelector(".if-elsewhere #ContinueOutside"));
        Assert.Equal(["DC", "MD", "VA"], opened.QuerySelectorAll("#State option:not(.elsewhere)").Select(state => state.GetAttribute("value")).Where(state => state != "").Order(StringComparer.Ordinal));

        var told = await form.Send(("State", "CA"), ("Message", "Mornings"));

        Assert.Equal(HttpStatusCode.BadRequest, told.Status);
        Assert.Equal(["Our clinicians may not treat people who live there. Tick the box if we should contact you all the same, or look for a clinic near you"], told.Summary);
        Assert.NotNull(told.Page.QuerySelector("input[type=checkbox][name=ContinueOutside]:not([checked])"));
        Assert.Equal(["CA"], told.Typed("State"));
        Assert.Equal(["Mornings"], told.Typed("Message"));
        Assert.Empty(await site.Store.Reader.List(default));

        Assert.StartsWith("KC-", await form.SendAndFollow(("State", "CA"), ("Message", "Mornings"), ("ContinueOutside", "true")), StringComparison.Ordinal);
        Assert.Contains("State: California", SentMails.BodyOf(Assert.Single(await site.Mails())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_that_was_given_stays_through_another_mistake()
    {
        using var form = await FormBrowser.At(site);

        var told = await form.Send(("State", "XX"), ("ContinueOutside", "true"), ("FullName", ""));

        Assert.Equal(["Enter the name we should use"], told.Summary);
        Assert.Equal(["true"], told.Typed("ContinueOutside"));
    }

    [Fact]
    public async Task The_hint_at_a_slip_never_changes_what_was_typed()
    {
        using var form = await FormBrowser.At(site);

        var asked = await form.SendAnswers(FormBrowser.GoodAnswers("Email"), ("Email", "Robin.B@gmial.com"));

        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Equal(["Did you mean Robin.B@gmail.com? Correct the address, or tick the box if it is right as you typed it"], asked.Summary);
        Assert.Equal(["Robin.B@gmial.com"], asked.Typed("Email"));
        Assert.Contains("Robin.B@gmial.com is right", asked.Page.QuerySelector("label[for=EmailIsRight]")!.TextContent, StringComparison.Ordinal);

        await form.SendAnswers(FormBrowser.GoodAnswers("Email"), ("Email", "Robin.B@gmial.com"), ("EmailIsRight", "true"));
        Assert.Contains("E-mail: Robin.B@gmial.com", SentMails.BodyOf(Assert.Single(await site.Mails())), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();
}
