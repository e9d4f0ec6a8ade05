using Clinic.Web.Articles;
using Clinic.Web.Publishing.DataForms;

namespace Clinic.Web.Tests.Publishing.DataForms;

/// <summary>The forms come out of the reading itself: every key that a reader knows is there, and no other.</summary>
[Trait("Pace", "Slow")]
public sealed class FormReadingTests
{
    public static TheoryData<string> Sections => new(FactsSection.All.Select(section => section.Slug));

    static FormReading Read(string file) => FormReading.Of(file, DataText.Of(File.ReadAllBytes(Repository.Path($"content/{file}")))!);

    // A key that no reader knows is told with all that it knows.
    static string[] KnownTo(string file, DataText text, string map)
    {
        var strange = text.Add(map, "zzzz", new NewValue.Text("x"))!;
        var problem = DataFile.Check(file, ContentFile.Of(file, strange.Bytes)).Single(problem => problem.Wrong.Contains("\"zzzz\" is not a key", StringComparison.Ordinal));
        return problem.Expected.Split("one of: ")[1].TrimEnd('.').Split(", ");
    }

    static IEnumerable<string> KeysOf(FormGroup form) => form.Fields.Select(field => field.Path).Concat(form.Groups.Select(group => group.Path))
        .Concat(form.Lists.Select(list => list.Path)).Select(YamlPath.Last).Order(StringComparer.Ordinal);

    [Theory, MemberData(nameof(Sections))]
    public void Every_entry_has_every_key_of_its_reader(string slug)
    {
        var section = FactsSection.Find(slug)!;
        var reading = Read(section.File);
        Assert.Empty(reading.Problems);
        var form = reading.Section(section);
        foreach (var list in form.AllLists)
        {
            Assert.NotEmpty(list.Entries);
            foreach (var entry in list.Entries.Take(3))
            {
                var opened = reading.Entry(entry.Path)!;
                if (reading.Text.At(entry.Path) is { IsMap: true }) Assert.Equal(KnownTo(section.File, reading.Text, entry.Path), KeysOf(opened));
                else Assert.Single(opened.Fields);
            }
        }
        foreach (var group in form.Groups) Assert.Equal(KnownTo(section.File, reading.Text, group.Path), KeysOf(group));
    }

    [Theory, MemberData(nameof(Files))]
    public void The_sections_of_a_file_hold_all_its_outermost_keys_once(string file)
    {
        var reading = Read(file);
        var keys = FactsSection.All.Where(section => section.File == file).SelectMany(section => KeysOf(reading.Section(section))).Order(StringComparer.Ordinal);
        if (reading.Text.Root.IsMap && reading.List(YamlPath.Root) is null) Assert.Equal(KnownTo(file, reading.Text, YamlPath.Root), keys);
        else Assert.Equal([""], keys);
    }

    public static TheoryData<string> Files => new(DataFile.Names);

    [Fact]
    public void A_field_says_its_kind_and_whether_it_must_be_there()
    {
        var price = Read(DataFile.CostsFile).Entry("items/1")!.Fields.ToDictionary(field => field.Label);
        Assert.Equal((ValueKind.Price, true, "420"), (price["Price"].Kind, price["Price"].Asked.IsRequired, price["Price"].Value));
        Assert.Equal((ValueKind.LongText, true), (price["Includes"].Kind, price["Includes"].Asked.IsRequired));
        Assert.Equal((ValueKind.Text, false, "iv"), (price["Route"].Kind, price["Route"].Asked.IsRequired, price["Route"].Value));
        Assert.Equal("Dollars in digits, such as \"420\".", price["Price"].Hint);
        var contact = Read(DataFile.ClinicFile).Section(FactsSection.Find("contact")!).AllFields.ToDictionary(field => field.Label);
        Assert.Equal(ValueKind.Phone, contact["Phone"].Kind);
        Assert.Equal(59 - 3, contact["Region"].Asked.Choices.Count);
    }

    [Theory]
    [InlineData(2027, "2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-24")]
    [InlineData(2028, "2027-12-31 2028-01-17 2028-02-21 2028-05-29 2028-06-19 2028-07-04 2028-09-04 2028-10-09 2028-11-10 2028-11-23 2028-12-25")]
    public void Federal_holidays_are_reckoned_on_the_days_they_are_observed(int year, string days) =>
        Assert.Equal(days, string.Join(' ', FederalHolidays.Of(year).Select(holiday => holiday.Date.ToString("yyyy-MM-dd"))));
}
