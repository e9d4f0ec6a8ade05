using Clinic.Web.Articles;
using Clinic.Web.Publishing.DataForms;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>One more entry of a list. For a source, a DOI in any form may be pasted first.</summary>
[StaffPage(StaffAction.EditSite)]
public sealed class FactsNewModel(FactForms forms) : FactsPage(forms)
{
    public string List { get; private set; } = "";

    public bool IsWords { get; private set; }

    public bool HasKey { get; private set; }

    public string Key { get; private set; } = "";

    public bool TakesDoi => Section.File == DataFile.ReferencesFile;

    /// <summary>As it was pasted.</summary>
    public string Pasted { get; private set; } = "";

    /// <summary>The source that has this number already.</summary>
    public FormEntry? Known { get; private set; }

    public async Task<IActionResult> OnGet(string file, string? list, string? kind, string? doi,
        CancellationToken cancel)
    {
        if (!await Open(file, cancel)) return NotFound();
        (List, IsWords, Pasted) = (list ?? "", kind == "words", doi ?? "");
        if (!ShowForm()) return NotFound();
        if (Pasted.Trim().Length > 0 && TakesDoi) FillFromDoi();
        return Page();
    }

    public async Task<IActionResult> OnPost(string file, CancellationToken cancel)
    {
        var (posted, status) = await ReadPosted(cancel);
        if (posted is null) return StatusCode(status);
        if (!await Open(file, cancel)) return NotFound();
        (List, IsWords, Typed) = (posted["list"].ToString(), posted["kind"] == "words", PostedFacts.Read(posted));
        Key = Typed.Key;
        if (!ShowForm()) return NotFound();
        var result = await Forms.Add(Section, List, IsWords, Typed, Writer(posted), cancel);
        var back = List.Length > 0 && Opened.Reading?.List(List)?.Entries.Count > FactsSectionModel.LongestWithin
            ? $"{Home}?list={At(List)}" : Home;
        return After(result, back);
    }

    bool ShowForm()
    {
        if (Opened.Reading is not { } reading) return true;
        Form = FactForms.Blank(Opened, Section, List, IsWords);
        HasKey = reading.List(List)?.HasNames == true;
        return Form is not null;
    }

    void FillFromDoi()
    {
        if (Doi.In(Pasted) is not { } doi)
        {
            Wrong = [$"\"{(Pasted.Length > 80 ? Pasted[..80] + "…" : Pasted)}\" holds no DOI. One looks like 10.1176/appi.ajp.2013.13030392."];
            return;
        }
        var reading = Opened.Reading!;
        Known = reading.List(List)!.Entries.FirstOrDefault(entry =>
            reading.Text.At(YamlPath.Child(entry.Path, "doi")) is { } known && Doi.AreSame(known.Value, doi));
        if (Known is null && Form!.Fields.FirstOrDefault(field => field.Asked.Key == "doi") is { } field)
            field.Typed = doi;
    }
}
