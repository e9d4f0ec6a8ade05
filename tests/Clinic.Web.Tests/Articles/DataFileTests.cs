using Clinic.Web.Articles;
using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Articles;

/// <summary>A value that is not what it should be is told at its line, in words of everyday, and never becomes another value.</summary>
[Trait("Pace", "Slow")]
public sealed class DataFileTests : IDisposable
{
    // Words of the parser, which nobody at a desk knows.
    static readonly string[] Jargon = ["scalar", "mapping", "token", "parsing", "scanning", "sequence", "node", "stream", "YAML", "alias"];

    readonly ContentCopy content = new();

    [Theory]
    [InlineData("costs.yaml", "price: 420", "price: 420,00", "\"price: 420,00\" is not a price that can be shown as it stands here.")]
    [InlineData("costs.yaml", "price: 420", "price: 1.200", "\"price: 1.200\" is not a price")]
    [InlineData("costs.yaml", "price: 420", "price: 1,200", "\"price: 1,200\" is not a price")]
    [InlineData("costs.yaml", "price: 420", "price: $435", "\"price: $435\" is not a price")]
    [InlineData("costs.yaml", "price: 420", "price: 420 US dollars", "\"price: 420 US dollars\" is not a price")]
    [InlineData("costs.yaml", "price: 420", "price: -420", "\"price: -420\" is not a price")]
    [InlineData("costs.yaml", "price: 420", "price: 0420", "\"price: 0420\" is not a price")]
    [InlineData("costs.yaml", "currency: USD", "currency: EUR", "\"currency: EUR\" is not a currency")]
    [InlineData("costs.yaml", "id: iv-session", "id: first-visit", "\"first-visit\" stands here twice.")]
    [InlineData("costs.yaml", "updated: 2026-10-01", "updated: 10/01/2026", "\"updated: 10/01/2026\" is not a date.")]
    [InlineData("costs.yaml", "name: Ketamine IV infusion session", "name: Our #1 session", "What follows \"#\" is taken for a remark and not shown: \"#1 session\".")]
    [InlineData("clinic.yaml", "\"+12025550143\"", "\"+1202555014\"", "\"phone: +1202555014\" has 9 digits after +1")]
    [InlineData("clinic.yaml", "\"+12025550143\"", "\"+2025550143\"", "\"phone: +2025550143\" is not written as telephones dial it.")]
    [InlineData("clinic.yaml", "\"+12025550143\"", "(202) 555-0143", "\"phone: (202) 555-0143\" is not written as telephones dial it.")]
    [InlineData("clinic.yaml", "\"+12025550143\"", "\"+11025550143\"", "is no telephone number of the United States")]
    [InlineData("clinic.yaml", "[DC, MD, VA]", "[DC; MD; VA]", "\"DC; MD; VA\" is one entry of \"states\"")]
    [InlineData("clinic.yaml", "[DC, MD, VA]", "[DC, Maryland]", "\"Maryland\" is not a state in two letters.")]
    [InlineData("clinic.yaml", "[DC, MD, VA]", "[DC, MD, VX]", "\"VX\" is not a state in two letters.")]
    [InlineData("clinic.yaml", "[DC, MD, VA]", "DC, MD, VA", "\"states\" is not a list.")]
    [InlineData("clinic.yaml", "hello@juniperlane.example", "hello(at)juniperlane.example", "is not an e-mail address.")]
    [InlineData("clinic.yaml", "hello@juniperlane.example", "hello@juniperlane", "is not an e-mail address.")]
    [InlineData("clinic.yaml", "hello@juniperlane.example", "mailto:hello@juniperlane.example", "is not an e-mail address.")]
    [InlineData("clinic.yaml", "monday: 09:00-17:00", "monday: 9am-5pm", "\"monday: 9am-5pm\" cannot be read as opening hours.")]
    [InlineData("clinic.yaml", "monday: 09:00-17:00", "monday: 09:00-24:30", "cannot be read as opening hours.")]
    [InlineData("clinic.yaml", "monday: 09:00-17:00", "monday: 17:00-09:00", "closes before it opens.")]
    [InlineData("clinic.yaml", "America/New_York", "EST", "\"EST\" is not the name of a time zone that knows summer time.")]
    [InlineData("clinic.yaml", "America/New_York", "America/Washington", "is not the name of a time zone")]
    [InlineData("clinic.yaml", "working-days: 2", "working-days: 45", "\"reply-within-working-days: 45\" is not a whole number from 1 to 20.")]
    [InlineData("clinic.yaml", "working-days: 2", "working-days: 0", "is not a whole number from 1 to 20.")]
    [InlineData("clinic.yaml", "working-days: 2", "working-days: 2.5", "is not a whole number from 1 to 20.")]
    [InlineData("clinic.yaml", "call: \"988\"", "call: \"989\"", "\"call: 989\" is not a number that can be dialed.")]
    [InlineData("clinic.yaml", "call: \"1-800-222-1222\"", "call: \"1-800-222-122\"", "is not a number that can be dialed.")]
    [InlineData("clinic.yaml", "text: \"741741\"", "text: \"7417411\"", "is not a number that takes text messages.")]
    [InlineData("clinic.yaml", "\"20002\"", "\"2002\"", "\"postal-code: 2002\" is not a ZIP code.")]
    [InlineData("clinic.yaml", "date: 2026-12-25", "date: 2026-11-26", "2026-11-26 stands here twice.", 11)]
    [InlineData("clinic.yaml", "directions: The door", "directions: @The door", "A value cannot begin with @ here.")]
    [InlineData("clinic.yaml", "demonstration: true", "demonstraton: true", "\"demonstraton\" is not a key that is known here.")]
    [InlineData("references.yaml", "doi: \"10.1176/appi.ajp.2013.13030392\"", "doi: \"https://doi.org/10.1176/appi.ajp.2013.13030392\"", "is more or less than a DOI.")]
    [InlineData("references.yaml", "pmid: 23982301", "pmid: https://pubmed.ncbi.nlm.nih.gov/23982301/", "is more or less than a number of PubMed.")]
    [InlineData("references.yaml", "pmid: 23982301", "pmid: \"PMID: 23982301\"", "is more or less than a number of PubMed.")]
    [InlineData("references.yaml", "url: \"https://www.cms.gov/nosurprises\"", "url: \"www.cms.gov/nosurprises\"", "is not an address that begins with https://.")]
    [InlineData("references.yaml", "title: \"A consensus statement on the use of ketamine in the treatment of mood disorders\"", "title: Ketamine: a consensus", "A second colon stands in this line, and its value has no quotes.")]
    [InlineData("references.yaml", "\n  title: \"A consensus", "\n\ttitle: \"A consensus", "This line is moved in with a tab.", 1)]
    [InlineData("references.yaml", "\n  title: \"A consensus", "\n   title: \"A consensus", "This line begins further left or right", 1)]
    [InlineData("references.yaml", "\n  title: \"A consensus", "\n  title:\u00a0\"A consensus", "A hard space stands here", 1)]
    [InlineData("references.yaml", "\n  title: \"A consensus", "\n  title:\"A consensus", "A space is missing after the colon of \"title\".", 1)]
    [InlineData("references.yaml", "of mood disorders\"", "of mood disorders", "The quotation mark that opens here never closes.")]
    [InlineData("references.yaml", "title: \"A consensus", "title: \"A \"consensus", "Words stand behind the closing quotation mark.")]
    [InlineData("references.yaml", "sanacora2017:", "murrough2013:", "\"murrough2013\" stands here twice, first in line 79.")]
    [InlineData("glossary.yaml", "also: [anesthetics, anesthesia]", "also: [anesthetics, anesthesia", "A bracket is opened here and never closed.")]
    [InlineData("glossary.yaml", "also: [anesthetics, anesthesia]", "also: [anesthetics; anesthesia]", "is one entry of \"also\"")]
    [InlineData("glossary.yaml", "  definition: A medicine that", "  definition A medicine that", "This line has no colon")]
    [InlineData("routes.yaml", "- id: im", "-id: im", "A space is missing after the hyphen.")]
    [InlineData("routes.yaml", "- id: im", "- id: iv", "\"iv\" stands here twice.")]
    [InlineData("synonyms.yaml", "- [esketamine, Spravato]", "- [esketamine, Spravato: x]", "This part of the entry is not plain words.")]
    public void A_wrong_value_is_one_finding_at_its_line_and_the_last_good_file_stays(string file, string was, string becomes, string says, int linesBelow = 0)
    {
        var good = content.Read();
        Assert.Empty(good.Problems);
        var text = File.ReadAllText(Path.Combine(content.Folder, file));
        var at = text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} no longer holds {was}");

        content.Write(file, text[..at] + becomes + text[(at + was.Length)..]);
        var after = content.Read();

        var found = Assert.Single(after.Problems);
        Assert.Equal((file, ProblemSeverity.Error), (found.File, found.Severity));
        if (linesBelow != 11) Assert.Equal(text[..at].Count(letter => letter == '\n') + 1 + linesBelow, found.Line);
        Assert.Contains(says, found.Wrong, StringComparison.Ordinal);
        Assert.DoesNotContain(Jargon, word => (found.Wrong + found.Expected).Contains(word, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((good.Clinic, good.Costs, good.References), (after.Clinic, after.Costs, after.References));
    }

    [Theory]
    [InlineData("references.yaml", "dea1999:", "dea1999: :")]
    [InlineData("glossary.yaml", "term: BDNF", "term: BDNF: x")]
    [InlineData("routes.yaml", "name: IV infusion", "name: IV: infusion")]
    [InlineData("costs.yaml", "price: 180", "price: $180")]
    [InlineData("synonyms.yaml", "- [esketamine,", "-[esketamine,")]
    public void One_slip_in_a_data_file_is_one_finding_also_where_no_good_version_is_known(string file, string was, string becomes)
    {
        using var shipped = new Search.ContentCopy();
        var text = File.ReadAllText(Path.Combine(shipped.Path, file));
        shipped.Write(file, text.Replace(was, becomes, StringComparison.Ordinal));

        var snapshot = new SnapshotReader(new(shipped.Path)).Read();
        var found = new Proofreader(snapshot, RuleBook.Read(shipped.Path, []), new(2026, 11, 29)).ReadAll().Where(problem => problem.Severity == ProblemSeverity.Error);

        Assert.Equal(file, Assert.Single(found).File);
        Assert.Contains("/crisis-help", snapshot.All.Keys);
        Assert.Contains("/articles/side-effects", snapshot.All.Keys);
    }

    [Fact]
    public void A_text_that_cannot_be_read_is_told_once_and_not_by_all_that_lead_to_it()
    {
        using var shipped = new Search.ContentCopy();
        shipped.Write("articles/mood-disorders.md", "---\ntitle: [\n---\nWords.\n");

        var found = new Proofreader(new SnapshotReader(new(shipped.Path)).Read(), RuleBook.Read(shipped.Path, []), new(2026, 11, 29)).ReadAll().Where(problem => problem.Severity == ProblemSeverity.Error);

        Assert.Equal("articles/mood-disorders.md", Assert.Single(found).File);
    }

    [Fact]
    public void Marks_in_the_sentences_of_data_are_found_where_they_stand()
    {
        var text = File.ReadAllText(Path.Combine(content.Folder, "glossary.yaml"));
        content.Write("glossary.yaml", text.Replace("definition: A medicine that blocks", "definition: A **medicine** that blocks", StringComparison.Ordinal));

        var found = Assert.Single(new Proofreader(content.Read(), RuleBook.Read(content.Folder, []), new(2026, 6, 1)).ReadAll(), problem => problem.Rule.Id == "as-typed");

        Assert.Contains("A **medicine** that", File.ReadAllLines(Path.Combine(content.Folder, found.File))[found.Line - 1], StringComparison.Ordinal);
    }

    public void Dispose() => content.Dispose();
}
