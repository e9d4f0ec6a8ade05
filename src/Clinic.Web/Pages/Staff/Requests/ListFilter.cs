using Clinic.Web.Consultations.Answering;

namespace Clinic.Web.Pages;

/// <summary>
/// Which requests a list shows, and a request that was opened from it leads through: its word in addresses and its
/// name.
/// </summary>
public sealed record ListFilter(DeskFilter Filter, string Word, string Name)
{
    public static readonly ListFilter Open = new(DeskFilter.Open, "", "Open");

    public static readonly IReadOnlyList<ListFilter> All =
    [
        Open, new(DeskFilter.Today, "today", "Today"), new(DeskFilter.Late, "late", "Late"),
            new(DeskFilter.New, "new", "New"),
        new(DeskFilter.Mine, "mine", "Mine"), new(DeskFilter.Trying, "trying", "Trying"),
            new(DeskFilter.Suspected, "suspected", "Suspected"),
        new(DeskFilter.Answered, "answered", "Done"),
    ];

    /// <summary>Of an address; what is unknown shows what is open.</summary>
    public static ListFilter Of(string? word) => All.FirstOrDefault(one => one.Word == word) ?? Open;

    public string Link => With(RequestListModel.Address);

    public string LinkTo(string reference) => With(RequestListModel.AddressOf(reference));

    public string LinkTo(int number) => number == 1 ? Link : $"{Link}{(Word.Length == 0 ? "?" : "&")}number={number}";

    string With(string address) => Word.Length == 0 ? address : $"{address}?filter={Word}";
}
