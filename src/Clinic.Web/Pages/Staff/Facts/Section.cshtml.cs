using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Publishing.DataForms;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>A section of the data files: its fields, its lists, or one entry of them.</summary>
[StaffPage(StaffAction.EditSite)]
public sealed class FactsSectionModel(FactForms forms, CurrentClinic clinic, TimeProvider clock) : FactsPage(forms)
{
    const int PageSize = 50;

    /// <summary>Longer lists have a page of their own, with a search.</summary>
    public const int LongestWithin = 40;

    /// <summary>More lists than these are each opened by its name.</summary>
    public const int MostListsWithin = 2;

    /// <summary>The entry that is open, or nothing.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The list that has this page for itself.</summary>
    public FormList? List { get; private set; }

    public string Query { get; private set; } = "";

    public int PageNumber { get; private set; } = 1;

    public IReadOnlyList<FormEntry> Entries { get; private set; } = [];

    public bool HasMore { get; private set; }

    /// <summary>
    /// Whether the entry that is open has one above, and one below it, with which it can change places.
    /// </summary>
    public (bool Up, bool Down) Moves { get; private set; }

    public string Seen => Opened.Reading is { } reading ? FileChange.HashOf(reading.Text.Bytes) : "";

    /// <summary>Today, where readers see that the prices are of an older day.</summary>
    public string? NewDay => Section.File == DataFile.CostsFile && Path.Length == 0 && UpdatedOn is { Value: var day }
        && day != Today ? Today : null;

    /// <summary>The day of which readers see that the prices are.</summary>
    public DataField? UpdatedOn => Form?.Fields.FirstOrDefault(one => one.Asked.Key == "updated");

    string Today => clinic.Local(clock.GetUtcNow())
        .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public bool HasTwoKinds => Section.File == DataFile.SynonymsFile;

    public async Task<IActionResult> OnGet(string file, string? at, string? list, string? q, int? number,
        CancellationToken cancel)
    {
        if (!await Open(file, cancel)) return NotFound();
        return Show(at ?? "", list, q ?? "", number ?? 1) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(string file, CancellationToken cancel)
    {
        var (posted, status) = await ReadPosted(cancel);
        if (posted is null) return StatusCode(status);
        if (!await Open(file, cancel)) return NotFound();
        (Path, Typed) = (posted["at"].ToString(), PostedFacts.Read(posted));
        var writer = Writer(posted);
        var result = posted["do"].ToString() switch
        {
            "remove" => await Forms.Remove(Section, Path, Typed, writer, cancel),
            "up" or "down" => await Forms.Move(Section, Path, posted["do"] == "up", posted["seen"].ToString(), writer,
                cancel),
            _ => await Forms.Save(Section, Path, Typed, writer, cancel),
        };
        if (result is FactsResult.Again or FactsResult.Refused)
        {
            Opened = await Forms.Open(Section.File, cancel);
            if (!Show(Path, null, "", 1) && result is FactsResult.Refused) Form = null;
            if (result is FactsResult.Refused && Form is not null)
                foreach (var field in Form.AllFields) Typed.Fill(field, Form.Path);
        }
        return After(result, BackFrom(Path));
    }

    string BackFrom(string path) => path.Length == 0 ? Home
        : Opened.Reading?.List(YamlPath.Parent(path)) is { } list && list.Path.Length > 0 && IsAlone(list)
            ? $"{Home}?list={At(list.Path)}" : Home;

    public bool IsAlone(FormList list) => list.Entries.Count > LongestWithin
        || Opened.Reading?.Section(Section).AllLists.Count() > MostListsWithin;

    /// <summary>With the name of the group that it belongs to.</summary>
    public string TitleOf(FormList list) => YamlPath.Parts(list.Path) is [var group, _, ..]
        ? $"{DataField.LabelOf(group)}: {list.Title.ToLowerInvariant()}" : list.Title;

    /// <summary>Where an entry of a list is opened.</summary>
    public string LinkTo(FormEntry entry) => $"{Home}?at={At(entry.Path)}";

    public string LinkToAdd(string list, bool asWords = false) =>
        $"{Home}/new?list={At(list)}{(asWords ? "&kind=words" : "")}";

    public string LinkToPage(int number) =>
        $"{Home}?list={At(List!.Path)}&q={Uri.EscapeDataString(Query)}&number={number.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    bool Show(string at, string? list, string query, int number)
    {
        (Path, Query, PageNumber) = (at, query.Trim(), Math.Clamp(number, 1, 10_000));
        if (Opened.Reading is not { } reading) return true;
        if (list is not null && at.Length == 0)
        {
            if (list.Length > 0 && !Section.Holds(YamlPath.Parts(list)[0])) return false;
            List = reading.List(list);
            return List is not null && Fill(List);
        }
        Form = Opened.Find(Section, at, Typed);
        if (Form is null) return false;
        if (at.Length == 0 && Form is { Fields: [], Groups: [], Lists: [var only] } && IsAlone(only))
            return Fill(List = only);
        if (reading.List(YamlPath.Parent(at)) is { HasNames: false, IsOfLines: false } siblings && at.Length > 0
            && int.TryParse(YamlPath.Last(at), out var index))
            Moves = (index > 0, index + 1 < siblings.Entries.Count);
        return true;
    }

    bool Fill(FormList list)
    {
        var found = list.Entries.Where(entry =>
            Query.Length == 0 || entry.Path.Contains(Query, StringComparison.OrdinalIgnoreCase)
            || Opened.Reading!.WordsOf(entry.Path).Contains(Query, StringComparison.OrdinalIgnoreCase)).ToList();
        HasMore = found.Count > PageNumber * PageSize;
        Entries = [.. found.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
        return true;
    }
}
