using Clinic.Web.Consultations.Readers;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>Where an owner whom no reader can let in opens what is kept with the recovery file.</summary>
[StaffPage(StaffAction.ManageReaders)]
public sealed class StaffRecoveryModel(ReaderViews views, ReaderStore store) : PageModel
{
    // The recovery key holds the key that signs lists under nobody's name.
    const string Nobody = "";

    public ReaderView View { get; private set; } = null!;

    /// <summary>The key that signs lists, wrapped for the recovery key.</summary>
    public string ListKey { get; private set; } = "";

    public async Task OnGet(CancellationToken cancel)
    {
        View = await views.For(HttpContext.StaffSession().Person, cancel);
        ListKey = await store.ListKeyOf(Nobody, cancel) is { } held ? Convert.ToBase64String(held.Wrapped) : "";
    }
}
