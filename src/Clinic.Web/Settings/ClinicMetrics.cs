using System.Diagnostics.Metrics;

namespace Clinic.Web.Settings;

/// <summary>
/// What can be counted of the site's work, without a word or reference of anybody's. Pages and posts by route and
/// status are counted by the framework.
/// </summary>
public sealed class ClinicMetrics
{
    public const string MeterName = "Clinic.Web";

    readonly Counter<long> requests;
    readonly Counter<long> mails;
    readonly Gauge<int> waiting;
    readonly Gauge<int> stalled;
    readonly Gauge<double> oldest;
    readonly Gauge<int> health;
    readonly Gauge<int> certificate;
    readonly Gauge<int> contentProblems;
    readonly Gauge<int> contentOlder;

    public ClinicMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        requests = meter.CreateCounter<long>("clinic.requests.kept", "{request}", "Requests that were kept.");
        mails = meter.CreateCounter<long>("clinic.mails", "{mail}", "Attempts to mail, by kind and verdict.");
        waiting = meter.CreateGauge<int>("clinic.queue.waiting", "{mail}", "Mails that wait.");
        stalled = meter.CreateGauge<int>("clinic.queue.stalled", "{mail}", "Mails that wait for a person.");
        oldest = meter.CreateGauge<double>("clinic.queue.oldest_age", "s", "How long the oldest mail has waited.");
        health = meter.CreateGauge<int>("clinic.health", "{state}",
            "Each check of /healthz: 0 ok, 1 warning, 2 failing.");
        certificate = meter.CreateGauge<int>("clinic.certificate.time_left", "d",
            "Until the certificate that requests are sealed for ends.");
        contentProblems =
            meter.CreateGauge<int>("clinic.content.problems", "{problem}", "Errors in the content folder.");
        contentOlder =
            meter.CreateGauge<int>("clinic.content.older", "{file}", "Files that the site shows in an older version.");
    }

    public void RequestKept(bool isSuspected) =>
        requests.Add(1, new KeyValuePair<string, object?>("suspected", isSuspected));

    public void MailTried(string kind, string verdict) => mails.Add(1, new KeyValuePair<string, object?>("kind", kind),
        new KeyValuePair<string, object?>("verdict", verdict));

    public void QueueLooks(int waitingNow, int stalledNow, TimeSpan oldestAge)
    {
        waiting.Record(waitingNow);
        stalled.Record(stalledNow);
        oldest.Record(oldestAge.TotalSeconds);
    }

    public void HealthLooks(string check, int state) =>
        health.Record(state, new KeyValuePair<string, object?>("check", check));

    public void ContentLooks(int problemsNow, int olderNow)
    {
        contentProblems.Record(problemsNow);
        contentOlder.Record(olderNow);
    }

    public void CertificateEndsIn(int days) => certificate.Record(days);
}
