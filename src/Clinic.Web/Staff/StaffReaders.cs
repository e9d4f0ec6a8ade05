using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Staff;

/// <summary>Who of the clinic may stand on a list of readers.</summary>
public sealed class StaffReaders(Database database)
{
    /// <summary>Those who joined and may read requests, by their key, and whether each may decide who reads.</summary>
    public Task<IReadOnlyDictionary<string, bool>> MayRead(CancellationToken cancel) =>
        database.Read<IReadOnlyDictionary<string, bool>>(async session =>
        (await session.Rows<Row>("SELECT id, roles FROM staff_person WHERE joined_at IS NOT NULL AND removed_at IS NULL"))
            .Where(row => row.Known.May(StaffAction.ReadRequests))
            .ToDictionary(row => row.Id, row => row.Known.May(StaffAction.ManageReaders), StringComparer.Ordinal),
                cancel);

    sealed record Row(string Id, string Roles)
    {
        public StaffRoles Known => StaffRoleWords.TryParse(Roles, out var roles) ? roles : StaffRoles.None;
    }
}
