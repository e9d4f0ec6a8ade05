namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The schema, one step a version, from the embedded store's own first steps on; a step is never edited once released.
/// </summary>
public static class SqliteSchema
{
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE request (
            submission    TEXT PRIMARY KEY,
            reference     TEXT NOT NULL UNIQUE,
            received_at   INTEGER NOT NULL,
            seal          TEXT NOT NULL,
            payload       BLOB,
            suspicion     TEXT,
            listed_at     INTEGER,
            withdrawn_at  INTEGER
        ) STRICT;
        CREATE TABLE consent (
            id            INTEGER PRIMARY KEY,
            submission    TEXT NOT NULL,
            purpose       TEXT NOT NULL,
            channel       TEXT NOT NULL,
            version       TEXT NOT NULL,
            sha256        TEXT NOT NULL,
            locale        TEXT NOT NULL,
            agreed_at     INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE wording (
            version       TEXT NOT NULL,
            purpose       TEXT NOT NULL,
            sha256        TEXT NOT NULL,
            words         TEXT NOT NULL,
            PRIMARY KEY (version, purpose)
        ) STRICT;
        CREATE TABLE outbox (
            id            INTEGER PRIMARY KEY,
            about         TEXT NOT NULL,
            kind          TEXT NOT NULL,
            state         TEXT NOT NULL,
            created_at    INTEGER NOT NULL,
            due_at        INTEGER NOT NULL,
            attempt       INTEGER NOT NULL DEFAULT 0,
            unclear       INTEGER NOT NULL DEFAULT 0,
            message_id    TEXT NOT NULL,
            seal          TEXT,
            payload       BLOB,
            owner         TEXT,
            last_reason   TEXT,
            delivered_at  INTEGER,
            UNIQUE (about, kind)
        ) STRICT;
        CREATE INDEX outbox_due ON outbox (state, due_at);
        """,
        """
        ALTER TABLE request ADD COLUMN erased_at INTEGER;
        CREATE TABLE audit (
            sequence      INTEGER PRIMARY KEY,
            at            INTEGER NOT NULL,
            event         TEXT NOT NULL,
            about         TEXT,
            who           TEXT NOT NULL,
            detail        TEXT NOT NULL,
            previous      TEXT NOT NULL,
            hash          TEXT NOT NULL
        ) STRICT;
        CREATE INDEX audit_event ON audit (event, at);
        CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
        CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
        CREATE TABLE audit_head (
            only          INTEGER PRIMARY KEY CHECK (only = 1),
            sequence      INTEGER NOT NULL,
            hash          TEXT NOT NULL
        ) STRICT;
        INSERT INTO audit_head VALUES (1, 0, '');
        """,
        """
        CREATE INDEX request_received ON request (received_at, submission);
        CREATE INDEX consent_submission ON consent (submission);
        """,
        """
        ALTER TABLE request ADD COLUMN answers TEXT;
        ALTER TABLE request ADD COLUMN corrected_at INTEGER;
        ALTER TABLE request ADD COLUMN release_key TEXT;
        CREATE INDEX request_release ON request (release_key);
        CREATE TABLE correction (
            submission    TEXT NOT NULL,
            number        INTEGER NOT NULL,
            received_at   INTEGER NOT NULL,
            seal          TEXT NOT NULL,
            payload       BLOB,
            PRIMARY KEY (submission, number)
        ) STRICT;
        CREATE TABLE outbox_numbered (
            id            INTEGER PRIMARY KEY,
            about         TEXT NOT NULL,
            kind          TEXT NOT NULL,
            state         TEXT NOT NULL,
            created_at    INTEGER NOT NULL,
            due_at        INTEGER NOT NULL,
            attempt       INTEGER NOT NULL DEFAULT 0,
            unclear       INTEGER NOT NULL DEFAULT 0,
            message_id    TEXT NOT NULL,
            seal          TEXT,
            payload       BLOB,
            owner         TEXT,
            last_reason   TEXT,
            delivered_at  INTEGER,
            number        INTEGER NOT NULL DEFAULT 0,
            UNIQUE (about, kind, number)
        ) STRICT;
        INSERT INTO outbox_numbered (id, about, kind, state, created_at, due_at, attempt, unclear, message_id, seal, payload, owner, last_reason, delivered_at)
            SELECT id, about, kind, state, created_at, due_at, attempt, unclear, message_id, seal, payload, owner, last_reason, delivered_at FROM outbox;
        DROP TABLE outbox;
        ALTER TABLE outbox_numbered RENAME TO outbox;
        CREATE INDEX outbox_due ON outbox (state, due_at);
        """,
        .. SchemaStep.All.Select(step => step.Statements(ColumnTypes.Sqlite)),
    ];
}
