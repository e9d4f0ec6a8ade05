using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Transports;

namespace Clinic.Web.Tests.Delivery;

/// <summary>How many mails may be begun, as answers come or do not come.</summary>
public sealed class MailsUnderWayTests
{
    readonly PatientClock clock = new();
    readonly ServerTrouble trouble;
    readonly MailsUnderWay mails;

    public MailsUnderWayTests()
    {
        trouble = new(clock);
        mails = new(trouble, clock);
    }

    [Fact]
    public async Task A_quick_server_gets_one_mail_after_the_other()
    {
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(1, mails.HandsFor(MailLane.Requests));
            var answer = Begin(MailLane.Requests);
            Assert.Equal(0, mails.HandsFor(MailLane.Requests));
            await End(answer);
        }
    }

    [Fact]
    public async Task While_an_answer_does_not_come_the_next_mail_begins_until_there_are_as_many_as_a_server_takes()
    {
        for (var begun = 0; begun < MailsUnderWay.Most; begun++)
        {
            Assert.Equal(1, mails.HandsFor(MailLane.Requests));
            Begin(MailLane.Requests);
            Assert.Equal(0, mails.HandsFor(MailLane.Requests));
            var news = mails.News;
            clock.EndAllWaits();
            await news;
        }

        Assert.Equal(0, mails.HandsFor(MailLane.Requests));
    }

    [Fact]
    public void While_an_answered_mail_waits_for_the_store_none_begins()
    {
        mails.Begin(MailLane.Requests, answer: Task.CompletedTask, new TaskCompletionSource<TriedMail>().Task);
        clock.EndAllWaits();

        Assert.Equal(0, mails.HandsFor(MailLane.Requests));
    }

    [Fact]
    public void Mails_that_can_wait_never_take_more_than_one_hand()
    {
        Begin(MailLane.Others);
        clock.EndAllWaits();

        Assert.Equal((1, 0), (mails.HandsFor(MailLane.Requests), mails.HandsFor(MailLane.Others)));
    }

    [Fact]
    public async Task In_trouble_one_request_tries_and_nothing_else()
    {
        trouble.MailNotTaken();
        Assert.Equal((1, 0), (mails.HandsFor(MailLane.Requests), mails.HandsFor(MailLane.Others)));

        var answer = Begin(MailLane.Requests);
        clock.EndAllWaits();
        Assert.Equal((0, true), (mails.HandsFor(MailLane.Requests), mails.IsProbing));

        await End(answer);
        Assert.Equal((1, false), (mails.HandsFor(MailLane.Requests), mails.IsProbing));
    }

    [Fact]
    public void What_has_piled_up_goes_by_all_hands_until_it_is_gone()
    {
        mails.CatchUp();
        Assert.Equal(MailsUnderWay.Most, mails.HandsFor(MailLane.Requests));
        Begin(MailLane.Requests);
        Assert.Equal(MailsUnderWay.Most - 1, mails.HandsFor(MailLane.Requests));

        mails.CaughtUp();
        Assert.Equal(0, mails.HandsFor(MailLane.Requests));
    }

    [Fact]
    public async Task Each_result_comes_back_once()
    {
        var answer = Begin(MailLane.Requests);
        Assert.Empty(await mails.Ended());
        answer.SetResult(new(MailKind.Request, DeliveryOutcome.Success, WaitsAgain: false));

        Assert.Single(await mails.Ended());
        Assert.Empty(await mails.Ended());
        Assert.Equal(0, mails.Count);
    }

    TaskCompletionSource<TriedMail> Begin(MailLane lane)
    {
        var answer = new TaskCompletionSource<TriedMail>();
        mails.Begin(lane, answer.Task, answer.Task);
        return answer;
    }

    async Task End(TaskCompletionSource<TriedMail> answer)
    {
        answer.SetResult(new(MailKind.Request, DeliveryOutcome.Success, WaitsAgain: false));
        await mails.News;
        Assert.Single(await mails.Ended());
    }

    /// <summary>A wait ends when the test says so.</summary>
    sealed class PatientClock : TimeProvider
    {
        readonly List<(TimerCallback End, object? State)> waits = [];

        public void EndAllWaits()
        {
            foreach (var (end, state) in waits) end(state);
            waits.Clear();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            waits.Add((callback, state));
            return new Timer(_ => { }, null, Timeout.Infinite, Timeout.Infinite);
        }
    }
}
