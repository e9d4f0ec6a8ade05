namespace Clinic.Web.Publishing.Pictures;

/// <summary>Texts that somebody is writing, in which a picture may be named that no reader sees yet.</summary>
public sealed class PictureDrafts
{
    public Task<IReadOnlyList<(string Who, string Path, string Text)>> All(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<(string, string, string)>>([]);
}
