using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The Data Protection keys of all programs on one database, so that a form opened at one may be sent to another. They
/// come here encrypted for the key certificate.
/// </summary>
public sealed class PostgresKeys(Database database, TimeProvider clock) : IXmlRepository
{
    // Data Protection asks synchronously, at start and once a day.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. database.Read(session =>
            session.Rows<string>("SELECT xml FROM protection_key ORDER BY id"), CancellationToken.None).GetAwaiter()
            .GetResult().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => database.Write(async session =>
    {
        session.Audit(new(clock.GetUtcNow(), AuditEvent.KeyMade, null, AuditEntry.Site, friendlyName));
        return await session.Execute("INSERT INTO protection_key (name, xml) VALUES (@friendlyName, @xml)",
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) });
    }, CancellationToken.None).GetAwaiter().GetResult();
}
