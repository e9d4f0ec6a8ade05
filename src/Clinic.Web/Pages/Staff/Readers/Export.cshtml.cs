using System.Text.Json;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// References of everything that is kept, for a browser that opens it and writes the file. The export is written down
/// first.
/// </summary>
[StaffPage(StaffAction.ExportRequests, Touch = FreshTouch.ForPosts)]
public sealed class StaffExportModel(RequestReader requests, FieldTable table, TimeProvider clock) : PageModel
{
    public string Fields => JsonSerializer.Serialize(ToldField.All(table), JsonSerializerOptions.Web);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var references = new List<string>();
        await foreach (var stored in requests.Export(HttpContext.StaffSession().Person.Id, clock.GetUtcNow(), cancel))
            if (stored.Payload is not null) references.Add(stored.Listed.Reference);
        return ReaderJson.Answer(new { references });
    }
}
