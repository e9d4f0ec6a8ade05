namespace Clinic.Web.Consultations.Storing;

/// <summary>A mail that was just taken from the queue, on its way to become one that can be sent.</summary>
sealed class ClaimedMail : PayloadRow
{
    public long Id { get; init; }
    public string About { get; init; } = "";
    public string Kind { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public string MessageId { get; init; } = "";
    public int Attempt { get; init; }
    public bool Unclear { get; init; }
    public int Number { get; init; }

    public async Task<OutboxItem> Item(SqlSession session, string owner)
    {
        var request = await session.Row<SourceRow>(
            "SELECT reference, seal, payload, promised_at FROM request WHERE submission = @About", this);
        var kind = StoredWords.Kinds[Kind];
        var correction = kind == MailKind.Correction ? await Correction(session) : null;
        PayloadRow? source = kind switch
        {
            MailKind.Request => Payload is null || request?.Payload is null ? request : this,
            MailKind.Correction => Payload is null || correction?.Payload is null ? correction : this,
            MailKind.Withdrawal or MailKind.WayChange or MailKind.Receipt or MailKind.Digest or MailKind.Heartbeat
                or MailKind.StalledNotice or MailKind.ReviewsDue or MailKind.StaffLetter => this,
        };
        return new(Id, kind, request?.Reference ?? About, CreatedAt, source?.Sealed(), MessageId, Attempt, Unclear,
            owner)
        {
            Number = Number,
            Promised = request?.PromisedAt,
            IsReadInBrowser = await session.Exists("SELECT 1 FROM staff_person"),
            Corrects = correction?.MessageId,
        };
    }

    Task<SourceRow?> Correction(SqlSession session) => session.Row<SourceRow>(
        """
        SELECT c.seal, c.payload, o.message_id
        FROM correction c JOIN outbox o ON o.about = c.submission AND o.kind = 'Request'
        WHERE c.submission = @About AND c.number = @Number
        """, this);

    sealed class SourceRow : PayloadRow
    {
        public string Reference { get; init; } = "";
        public string MessageId { get; init; } = "";
        public DateTimeOffset? PromisedAt { get; init; }
    }
}
