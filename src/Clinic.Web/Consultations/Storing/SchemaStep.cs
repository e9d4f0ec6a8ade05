namespace Clinic.Web.Consultations.Storing;

/// <summary>A step to the next version of the schema, written once for both databases.</summary>
public sealed record SchemaStep(Func<ColumnTypes, string> Statements)
{
    /// <summary>
    /// The steps since both databases have had the same. One is never edited once released; whoever keeps something new
    /// appends a step here and writes a store class that takes a <see cref="Database"/>.
    /// </summary>
    public static readonly IReadOnlyList<SchemaStep> All =
    [
        new(type =>
            $"""
            CREATE TABLE content_file (
                path          TEXT PRIMARY KEY,
                sha256        TEXT NOT NULL,
                bytes         {type.Bytes} NOT NULL,
                kept_at       {type.Number} NOT NULL,
                refused_at    {type.Number}
            ){type.End};
            """),
        new(type =>
            $"""
            CREATE TABLE probe (
                id            {type.Id},
                bytes         {type.Bytes} NOT NULL
            ){type.End};
            CREATE TABLE key_sentinel (
                key           TEXT PRIMARY KEY,
                sealed        {type.Bytes} NOT NULL
            ){type.End};
            CREATE TABLE clock (
                one           INTEGER PRIMARY KEY CHECK (one = 1),
                seen_at       {type.Number} NOT NULL,
                steady_since  {type.Number} NOT NULL
            ){type.End};
            """)
        {
            // The embedded store knows the living by locked files.
            InPostgresAlso =
                """
                CREATE TABLE program (
                    owner         TEXT PRIMARY KEY,
                    seen_at       BIGINT NOT NULL
                );
                """,
        },
        new(type =>
            $"""
            ALTER TABLE request ADD COLUMN promised_at {type.Number};
            """),
        new(type =>
            $"""
            CREATE TABLE staff_person (
                id            TEXT PRIMARY KEY,
                name          TEXT NOT NULL,
                email         TEXT NOT NULL,
                roles         TEXT NOT NULL,
                invited_at    {type.Number} NOT NULL,
                joined_at     {type.Number},
                removed_at    {type.Number}
            ){type.End};
            CREATE UNIQUE INDEX staff_person_email ON staff_person (email) WHERE removed_at IS NULL;
            CREATE TABLE staff_session (
                token_hash    TEXT PRIMARY KEY,
                person        TEXT NOT NULL REFERENCES staff_person (id),
                browser       TEXT NOT NULL,
                began_at      {type.Number} NOT NULL,
                seen_at       {type.Number} NOT NULL,
                touched_at    {type.Number} NOT NULL
            ){type.End};
            """),
        new(type =>
            $"""
            CREATE TABLE answering (
                submission    TEXT PRIMARY KEY,
                stage         TEXT NOT NULL,
                owner         TEXT,
                version       {type.Number} NOT NULL,
                changed_at    {type.Number} NOT NULL,
                closed_at     {type.Number},
                dismissed_at  {type.Number}
            ){type.End};
            CREATE TABLE answering_entry (
                id            {type.Id},
                submission    TEXT NOT NULL,
                number        {type.Number} NOT NULL,
                at            {type.Number} NOT NULL,
                who           TEXT NOT NULL,
                step          TEXT NOT NULL,
                handed_to     TEXT,
                seal          TEXT,
                payload       {type.Bytes},
                UNIQUE (submission, number)
            ){type.End};
            CREATE INDEX request_promised ON request (promised_at, submission) WHERE payload IS NOT NULL;
            """),
        new(type =>
            $"""
            CREATE TABLE staff_invitation (
                person        TEXT PRIMARY KEY REFERENCES staff_person (id),
                secret_hash   TEXT NOT NULL UNIQUE,
                roles         TEXT NOT NULL,
                invited_by    TEXT NOT NULL,
                is_on_server  INTEGER NOT NULL,
                invited_at    {type.Number} NOT NULL
            ){type.End};
            CREATE TABLE staff_owner_claim (
                person        TEXT PRIMARY KEY REFERENCES staff_person (id),
                claimed_at    {type.Number} NOT NULL
            ){type.End};
            CREATE TABLE staff_passkey (
                credential    TEXT PRIMARY KEY,
                person        TEXT NOT NULL REFERENCES staff_person (id),
                name          TEXT NOT NULL,
                host          TEXT NOT NULL,
                public_key    {type.Bytes} NOT NULL,
                counter       {type.Number} NOT NULL,
                is_backup_eligible INTEGER NOT NULL,
                is_backed_up  INTEGER NOT NULL,
                transports    TEXT NOT NULL,
                created_at    {type.Number} NOT NULL,
                used_at       {type.Number}
            ){type.End};
            CREATE INDEX staff_passkey_person ON staff_passkey (person);
            CREATE TABLE staff_challenge (
                id            TEXT PRIMARY KEY,
                purpose       TEXT NOT NULL,
                person        TEXT,
                browser       TEXT NOT NULL,
                state         TEXT NOT NULL,
                created_at    {type.Number} NOT NULL
            ){type.End};
            """),
        new(type =>
            $"""
            CREATE TABLE reader_key (
                hash          TEXT PRIMARY KEY,
                person        TEXT NOT NULL,
                spki          {type.Bytes} NOT NULL,
                made_at       {type.Number} NOT NULL
            ){type.End};
            CREATE TABLE reader_blob (
                credential    TEXT PRIMARY KEY,
                person        TEXT NOT NULL,
                key           TEXT NOT NULL,
                json          TEXT NOT NULL,
                made_at       {type.Number} NOT NULL
            ){type.End};
            CREATE INDEX reader_blob_person ON reader_blob (person);
            CREATE TABLE reader_list (
                number        {type.Number} PRIMARY KEY,
                bytes         {type.Bytes} NOT NULL,
                signature     {type.Bytes} NOT NULL,
                list_key      {type.Bytes} NOT NULL,
                signed_by     TEXT NOT NULL,
                signed_at     {type.Number} NOT NULL
            ){type.End};
            CREATE TABLE reader_list_key (
                person        TEXT PRIMARY KEY,
                key           TEXT NOT NULL,
                wrapped       {type.Bytes} NOT NULL
            ){type.End};
            CREATE TABLE reader_mark (
                one           INTEGER PRIMARY KEY CHECK (one = 1),
                sealed        {type.Bytes} NOT NULL
            ){type.End};
            """),
        new(_ => "CREATE INDEX request_withdrawn ON request (withdrawn_at) WHERE withdrawn_at IS NOT NULL;"),
        new(type =>
            $"""
            CREATE TABLE content_version (
                number        {type.Id},
                path          TEXT NOT NULL,
                sha256        TEXT,
                at            {type.Number} NOT NULL,
                who           TEXT NOT NULL,
                cause         TEXT NOT NULL,
                note          TEXT NOT NULL,
                change        TEXT NOT NULL,
                bytes         {type.Bytes}
            ){type.End};
            CREATE INDEX content_version_path ON content_version (path, number);
            """),
        new(type =>
            $"""
            CREATE TABLE content_review (
                number        {type.Id},
                path          TEXT NOT NULL,
                base          TEXT,
                bytes         {type.Bytes} NOT NULL,
                sha256        TEXT NOT NULL,
                asked_by      TEXT NOT NULL,
                asked_at      {type.Number} NOT NULL,
                note          TEXT NOT NULL,
                stage         TEXT NOT NULL,
                answered_by   TEXT,
                answered_at   {type.Number},
                answer        TEXT
            ){type.End};
            CREATE INDEX content_review_path ON content_review (path, number);
            CREATE TABLE content_signature (
                version       {type.Number} PRIMARY KEY,
                path          TEXT NOT NULL,
                person        TEXT NOT NULL,
                key           TEXT NOT NULL,
                day           TEXT NOT NULL,
                seen          TEXT NOT NULL
            ){type.End};
            CREATE INDEX content_signature_path ON content_signature (path, version);
            CREATE TABLE content_signer (
                person        TEXT PRIMARY KEY,
                key           TEXT NOT NULL UNIQUE
            ){type.End};
            """),
        new(type =>
            $"""
            CREATE TABLE content_draft (
                person        TEXT NOT NULL,
                path          TEXT NOT NULL,
                base          TEXT,
                base_text     TEXT,
                text          TEXT NOT NULL,
                saved_at      {type.Number} NOT NULL,
                PRIMARY KEY (person, path)
            ){type.End};
            CREATE TABLE content_editing (
                path          TEXT PRIMARY KEY,
                person        TEXT NOT NULL,
                since         {type.Number} NOT NULL,
                seen          {type.Number} NOT NULL
            ){type.End};
            """),
        new(type =>
            $"""
            CREATE INDEX content_version_change ON content_version (change, number);
            CREATE TABLE content_conflict (
                number        {type.Id},
                path          TEXT NOT NULL,
                sha256        TEXT NOT NULL,
                machine       TEXT NOT NULL,
                found_at      {type.Number} NOT NULL,
                settled_at    {type.Number},
                settled_by    TEXT,
                bytes         {type.Bytes} NOT NULL,
                UNIQUE (path, sha256)
            ){type.End};
            CREATE TABLE content_place (
                place         TEXT PRIMARY KEY,
                filled_at     {type.Number} NOT NULL
            ){type.End};
            """),
        new(type =>
            $"""
            CREATE TABLE content_window (
                person        TEXT NOT NULL,
                path          TEXT NOT NULL,
                id            TEXT NOT NULL,
                text          TEXT NOT NULL,
                seen_at       {type.Number} NOT NULL,
                PRIMARY KEY (person, path, id)
            ){type.End};
            """),
    ];

    public string InPostgresAlso { get; init; } = "";
}

/// <param name="Id">A number that the database gives, as primary key.</param>
/// <param name="Number">Also for times, in Unix milliseconds.</param>
/// <param name="End">What follows a table's columns.</param>
public sealed record ColumnTypes(string Id, string Number, string Bytes, string End)
{
    public static readonly ColumnTypes Sqlite = new("INTEGER PRIMARY KEY", "INTEGER", "BLOB", " STRICT");
    public static readonly ColumnTypes Postgres = new("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "BIGINT",
        "BYTEA", "");
}
