namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The same tables as the embedded store has, one step a version; a step is never edited once released.
/// </summary>
public static class PostgresSchema
{
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE request (
            submission    TEXT PRIMARY KEY,
            reference     TEXT NOT NULL UNIQUE,
            received_at   BIGINT NOT NULL,
            seal          TEXT NOT NULL,
            payload       BYTEA,
            suspicion     TEXT,
            listed_at     BIGINT,
            withdrawn_at  BIGINT,
            erased_at     BIGINT
        );
        CREATE INDEX request_received ON request (received_at, submission);
        CREATE TABLE consent (
            id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            submission    TEXT NOT NULL,
            purpose       TEXT NOT NULL,
            channel       TEXT NOT NULL,
            version       TEXT NOT NULL,
            sha256        TEXT NOT NULL,
            locale        TEXT NOT NULL,
            agreed_at     BIGINT NOT NULL
        );
        CREATE INDEX consent_submission ON consent (submission);
        CREATE TABLE wording (
            version       TEXT NOT NULL,
            purpose       TEXT NOT NULL,
            sha256        TEXT NOT NULL,
            words         TEXT NOT NULL,
            PRIMARY KEY (version, purpose)
        );
        CREATE TABLE outbox (
            id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            about         TEXT NOT NULL,
            kind          TEXT NOT NULL,
            state         TEXT NOT NULL,
            created_at    BIGINT NOT NULL,
            due_at        BIGINT NOT NULL,
            attempt       INTEGER NOT NULL DEFAULT 0,
            unclear       INTEGER NOT NULL DEFAULT 0,
            message_id    TEXT NOT NULL,
            seal          TEXT,
            payload       BYTEA,
            owner         TEXT,
            last_reason   TEXT,
            delivered_at  BIGINT,
            UNIQUE (about, kind)
        );
        CREATE INDEX outbox_due ON outbox (state, due_at);
        CREATE TABLE audit (
            sequence      BIGINT PRIMARY KEY,
            at            BIGINT NOT NULL,
            event         TEXT NOT NULL,
            about         TEXT,
            who           TEXT NOT NULL,
            detail        TEXT NOT NULL,
            previous      TEXT NOT NULL,
            hash          TEXT NOT NULL
        );
        CREATE INDEX audit_event ON audit (event, at);
        CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$;
        CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
        CREATE TABLE audit_head (
            one           INTEGER PRIMARY KEY CHECK (one = 1),
            sequence      BIGINT NOT NULL,
            hash          TEXT NOT NULL
        );
        INSERT INTO audit_head VALUES (1, 0, '');
        CREATE TABLE protection_key (
            id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name          TEXT NOT NULL,
            xml           TEXT NOT NULL
        );
        """,
        """
        ALTER TABLE request ADD COLUMN answers TEXT, ADD COLUMN corrected_at BIGINT, ADD COLUMN release_key TEXT;
        CREATE INDEX request_release ON request (release_key);
        CREATE TABLE correction (
            submission    TEXT NOT NULL,
            number        INTEGER NOT NULL,
            received_at   BIGINT NOT NULL,
            seal          TEXT NOT NULL,
            payload       BYTEA,
            PRIMARY KEY (submission, number)
        );
        ALTER TABLE outbox ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE outbox DROP CONSTRAINT outbox_about_kind_key;
        ALTER TABLE outbox ADD UNIQUE (about, kind, number);
        """,
        .. SchemaStep.All.Select(step => step.Statements(ColumnTypes.Postgres) + step.InPostgresAlso),
    ];
}
