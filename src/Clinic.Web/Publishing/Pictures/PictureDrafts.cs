using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>Texts that somebody is writing, in which a picture may be named that no reader sees yet.</summary>
public sealed class PictureDrafts(Database database)
{
    public Task<IReadOnlyList<(string Who, string Path, string Text)>> All(CancellationToken cancel) =>
        database.Read<IReadOnlyList<(string, string, string)>>(async session =>
            [.. (await session.Rows<Row>("SELECT p.name AS who, d.path AS path, d.text AS text FROM content_draft d JOIN staff_person p ON p.id = d.person",
                new { })).Select(row => (row.Who, row.Path, row.Text))], cancel);

    sealed class Row
    {
        public string Who { get; init; } = "";
        public string Path { get; init; } = "";
        public string Text { get; init; } = "";
    }
}
