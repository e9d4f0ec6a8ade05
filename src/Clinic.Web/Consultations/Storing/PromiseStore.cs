namespace Clinic.Web.Consultations.Storing;

/// <summary>By when each person was promised an answer.</summary>
public sealed class PromiseStore(Database database)
{
    const int AtOnce = 200;

    /// <summary>
    /// Stores the promise of some requests that an earlier version kept without it. False when none is left.
    /// </summary>
    public async Task<bool> FillIn(Func<DateTimeOffset, DateTimeOffset> reckon, CancellationToken cancel)
    {
        const string Without =
            "SELECT submission, received_at FROM request WHERE promised_at IS NULL AND payload IS NOT NULL LIMIT @AtOnce";
        if (!await database.Read(session => session.Exists(Without, new { AtOnce }), cancel)) return false;
        await database.Write(async session =>
        {
            foreach (var row in await session.Rows<EarlierRow>(Without, new { AtOnce }))
                await session.Execute(
                    "UPDATE request SET promised_at = @promised WHERE submission = @Submission AND promised_at IS NULL",
                    new { row.Submission, promised = reckon(row.ReceivedAt) });
        }, cancel);
        return true;
    }

    sealed class EarlierRow
    {
        public string Submission { get; init; } = "";
        public DateTimeOffset ReceivedAt { get; init; }
    }
}
