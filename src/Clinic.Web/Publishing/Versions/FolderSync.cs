using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Versions;

/// <summary>
/// Watches for what is published elsewhere and what is changed in the folder, and brings the two together.
/// </summary>
public sealed class FolderSync : RecurringLook
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    readonly FolderUpdater updater;
    readonly ArticleLibrary library;
    readonly StoreOpening opening;
    readonly ILogger<FolderSync> log;
    volatile bool isChanged = true;
    string troubleTold = "";

    public FolderSync(FolderUpdater updater, ArticleLibrary library, StoreOpening opening, TimeProvider clock,
        ILogger<FolderSync> log) : base(Every, clock)
    {
        (this.updater, this.library, this.opening, this.log) = (updater, library, opening, log);
        library.Swapped += OnSwap;
    }

    public override async Task Look(CancellationToken cancel)
    {
        await opening.Wordings;
        var wasChanged = isChanged;
        isChanged = false;
        if (!wasChanged && !await updater.HasNews(cancel)) return;
        try
        {
            await updater.BringTogether(cancel);
            troubleTold = "";
        }
        catch
        {
            isChanged = true;
            throw;
        }
    }

    public override void Dispose()
    {
        library.Swapped -= OnSwap;
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void LookFailed(Exception e)
    {
        // Once is enough: it is looked at every second.
        if (e.Message == troubleTold) return;
        troubleTold = e.Message;
        if (e is StoreUnavailableException or IOException or UnauthorizedAccessException)
            log.LogError("The content folder and its history could not be brought together ({Reason}); it is tried again", e.Message);
        else log.LogError(e, "The content folder and its history could not be brought together; it is tried again");
    }

    void OnSwap(object? sender, EventArgs e)
    {
        isChanged = true;
        Wake(sender, e);
    }
}
