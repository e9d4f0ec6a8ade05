using System.Diagnostics.Metrics;

namespace Clinic.Web;

/// <summary>What can be counted of the site's work, without a word or reference of anybody's.</summary>
public sealed class ClinicMetrics
{
    public const string MeterName = "Clinic.Web";

    readonly Counter<long> requests;
    readonly Counter<long> mails;
    readonly Gauge<int> waiting;
    readonly Gauge<double> oldest;

    public ClinicMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        requests = meter.CreateCounter<long>("clinic.requests.kept", "{request}", "Requests that were kept.");
        mails = meter.CreateCounter<long>("clinic.mails", "{mail}", "Attempts to mail, by kind and verdict.");
        waiting = meter.CreateGauge<int>("clinic.queue.waiting", "{mail}", "Mails that wait.");
        oldest = meter.CreateGauge<double>("clinic.queue.oldest_age", "s", "How long the oldest mail has waited.");
    }

    public void RequestKept(bool isSuspected) => requests.Add(1, new KeyValuePair<string, object?>("suspected", isSuspected));

    public void MailTried(string kind, string verdict) => mails.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("verdict", verdict));

    public void QueueLooks(int waitingNow, TimeSpan oldestAge)
    {
        waiting.Record(waitingNow);
        oldest.Record(oldestAge.TotalSeconds);
    }
}
