using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>Requests that are past the day which the person was promised, and not answered.</summary>
/// <param name="Oldest">The promise that was broken first.</param>
public sealed record Lateness(int Count, DateTimeOffset? Oldest)
{
    public static readonly Lateness None = new(0, null);
}

public sealed record LateRequest(string Reference, DateTimeOffset Promised);

public sealed class LateRequests(Database database)
{
    public Task<Lateness> Count(DateTimeOffset now, CancellationToken cancel) => database.Read(async session =>
    {
        if (await OpenRequests.DeskUsedSince(session) is not { } since) return Lateness.None;
        var row = (await session.Row<CountRow>(
            $"SELECT COUNT(*) AS late, MIN(r.promised_at) AS oldest {OpenRequests.Late}", new { now, since }))!;
        return new(row.Late, row.Oldest);
    }, cancel);

    /// <summary>The longest broken promise first.</summary>
    public Task<IReadOnlyList<LateRequest>> List(DateTimeOffset now, CancellationToken cancel) =>
        database.Read<IReadOnlyList<LateRequest>>(async session =>
    {
        if (await OpenRequests.DeskUsedSince(session) is not { } since) return [];
        var rows = await session.Rows<LateRow>(
            $"SELECT r.reference, r.promised_at {OpenRequests.Late} ORDER BY r.promised_at, r.reference",
            new { now, since });
        return [.. rows.Select(row => new LateRequest(row.Reference, row.PromisedAt))];
    }, cancel);

    sealed class CountRow
    {
        public int Late { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }

    sealed class LateRow
    {
        public string Reference { get; init; } = "";
        public DateTimeOffset PromisedAt { get; init; }
    }
}
