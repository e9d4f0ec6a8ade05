using Clinic.Web.Settings;

namespace Clinic.Web.Consultations.Storing;

/// <summary>The wordings that were published, and who agreed to which.</summary>
public sealed class ConsentStore(Database database)
{
    /// <exception cref="InvalidSettingsException">A published wording has changed.</exception>
    public Task KeepWordings(IEnumerable<ConsentWording> published, CancellationToken cancel) =>
        database.Write(async session =>
    {
        foreach (var wording in published)
        {
            await session.Execute(
                "INSERT INTO wording (version, purpose, sha256, words) VALUES (@Version, @Purpose, @Sha256, @Text) ON CONFLICT DO NOTHING", wording);
            var known = await session.Value<string>(
                "SELECT sha256 FROM wording WHERE version = @Version AND purpose = @Purpose", wording);
            if (known != wording.Sha256)
            {
                throw new InvalidSettingsException(
                    [$"The consent wording {wording.Version}.md was edited after people agreed to it: put the old words back and write the new ones "
                        + "in a new file."]);
            }
        }
    }, cancel);

    internal static Task Add(SqlSession session, string submission, ConsentGiven consent, DateTimeOffset at) =>
        session.Execute(
        """
        INSERT INTO consent (submission, purpose, channel, version, sha256, locale, agreed_at)
        VALUES (@submission, @Purpose, @Channel, @Version, @Sha256, @Locale, @at)
        """, new { submission, consent.Purpose, consent.Channel, consent.Version, consent.Sha256, consent.Locale, at });
}
