namespace Clinic.Web.Tests.Pages;

/// <summary>Who treats: a name, then credential and role, and a photo or initials.</summary>
public sealed class PeopleTests : IDisposable
{
    readonly ContentCopy content = new();

    [Theory]
    [InlineData("Dr. Jane van Doe", "JD")]
    [InlineData("Ngọc Ánh Lê", "NL")]
    [InlineData("de la Cruz", "DC")]
    [InlineData("Cher", "C")]
    [InlineData("Dr.", "")]
    public async Task Without_a_photo_a_card_shows_initials(string name, string initials)
    {
        var card = await Card($"name: \"{name}\", credential: MD, role: Clinical lead");

        Assert.Equal(initials, card.QuerySelector(".initials")!.TextContent);
        Assert.Equal(name, card.QuerySelector("strong")!.TextContent);
        Assert.Equal("MD · Clinical lead", card.QuerySelector("strong + span")!.TextContent);
    }

    [Fact]
    public async Task Who_has_no_credential_has_a_role()
    {
        var card = await Card("name: Ann Example, role: Front desk");

        Assert.Equal("Front desk", card.QuerySelector("strong + span")!.TextContent);
    }

    [Fact]
    public async Task A_photo_of_the_content_folder_takes_the_place_of_the_initials()
    {
        content.Write("pages/about/ann.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"/>");
        var card = await Card("name: Ann Example, role: Nurse, photo: pages/about/ann.svg");

        Assert.Equal("/about/ann.svg", card.QuerySelector("img")!.GetAttribute("src"));
        Assert.Null(card.QuerySelector(".initials"));
    }

    [Fact]
    public void A_photo_that_is_not_there_is_a_problem_of_the_clinic_file()
    {
        WritePerson("name: Ann Example, role: Nurse, photo: pages/about/nobody.png");

        Assert.Contains(content.Read().Problems, problem => problem.File == "clinic.yaml" && problem.Wrong.Contains("nobody.png", StringComparison.Ordinal));
    }

    public void Dispose() => content.Dispose();

    async Task<AngleSharp.Dom.IElement> Card(string person)
    {
        WritePerson(person);
        content.Write("pages/about.md", ContentCopy.Article("::: people\n:::", "title: About us", "-topic", "-author", "-reviewer"));
        using var site = new ClinicSite { Settings = { ["Site:ContentFolder"] = content.Folder } };
        return Assert.Single((await site.Page("/about")).QuerySelectorAll(".people li"));
    }

    void WritePerson(string person)
    {
        var lines = File.ReadAllText(Path.Combine(content.Folder, "clinic.yaml")).Split('\n').Where(line => !line.StartsWith("  clinical-lead:", StringComparison.Ordinal) && !line.StartsWith("  clinic-team:", StringComparison.Ordinal) && !line.StartsWith("  treatment-nurse:", StringComparison.Ordinal));
        content.Write("clinic.yaml", string.Join('\n', lines).Replace("people:\n", $"people:\n  clinical-lead: {{{person}}}\n", StringComparison.Ordinal));
    }
}
