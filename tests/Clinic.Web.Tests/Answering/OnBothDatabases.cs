using Clinic.Web.Tests.Consultations;

namespace Clinic.Web.Tests.Answering;

public sealed class SqliteAnsweringTests() : AnsweringContract(new SqlitePlace());

[Trait("Pace", "Long")]
public sealed class PostgresAnsweringTests() : AnsweringContract(new PostgresPlace());

public sealed class SqliteDeskListTests() : DeskListContract(new SqlitePlace());

[Trait("Pace", "Long")]
public sealed class PostgresDeskListTests() : DeskListContract(new PostgresPlace());

public sealed class SqliteOpenRequestsTests() : OpenRequestsContract(new SqlitePlace());

[Trait("Pace", "Long")]
public sealed class PostgresOpenRequestsTests() : OpenRequestsContract(new PostgresPlace());
