using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Staff;

/// <summary>The names behind the ids that requests and entries hold.</summary>
public sealed class StaffDirectory(Database database)
{
    public Task<StaffNames> Read(CancellationToken cancel) => database.Read(async session => new StaffNames(
        [.. (await session.Rows<Row>("SELECT id, name, email, roles, joined_at, removed_at FROM staff_person"))
            .Select(row => row.Listed())]), cancel);

    sealed class Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Roles { get; init; } = "";
        public DateTimeOffset? JoinedAt { get; init; }
        public DateTimeOffset? RemovedAt { get; init; }

        public (StaffPerson, bool) Listed() =>
            (new(Id, Name, Email, StaffRoleWords.TryParse(Roles, out var roles) ? roles : StaffRoles.None),
                JoinedAt is not null && RemovedAt is null);
    }
}

/// <summary>Everybody who ever belonged to the clinic's side, at one moment.</summary>
public sealed class StaffNames(IReadOnlyList<(StaffPerson Person, bool IsThere)> all)
{
    readonly Dictionary<string, string> names = all.ToDictionary(one => one.Person.Id, one => one.Person.Name,
        StringComparer.Ordinal);

    /// <summary>Whom work can be handed to, by name.</summary>
    public IReadOnlyList<StaffPerson> WhoMay(StaffAction action) =>
        [.. all.Where(one => one.IsThere && one.Person.Roles.May(action)).Select(one => one.Person)
            .OrderBy(person => person.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Null for an id that is nobody's, such as the site's own.</summary>
    public string? Of(string id) => names.GetValueOrDefault(id);
}
