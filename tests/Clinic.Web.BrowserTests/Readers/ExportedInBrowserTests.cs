using System.Text.Json;
using Clinic.Web.Consultations;
using Hl7.Fhir.Serialization;
using QuestionnaireResponse = Hl7.Fhir.Model.QuestionnaireResponse;

namespace Clinic.Web.BrowserTests.Readers;

[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class ExportedInBrowserTests(OpenHouse house)
{
    static readonly string Fields = JsonSerializer.Serialize(ToldField.All(FieldTable.Ours), JsonSerializerOptions.Web);

    [SkippableFact]
    public async Task No_cell_of_the_spreadsheet_is_a_formula()
    {
        await using var page = await ReaderPage.Open(house);

        var cells = await page.Ask("""
            ({ fields, typed }) => {
              const name = JSON.parse(fields).filter((field) => field.name === 'FullName');
              const csv = r.toCsv(typed.map((FullName) => ({ Reference: 'KAF-1', Received: '', FullName })), name);
              return csv.trimEnd().split('\r\n').slice(1).map((line) => line.slice('"KAF-1","",'.length));
            }
            """, new { fields = Fields, typed = new[] { "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "＝1", "say \"hi\"", "a-b" } });

        Assert.Equal(
            ["\"'=1+1\"", "\"'+1\"", "\"'-1\"", "\"'@SUM(A1)\"", "\"'\tx\"", "\"'\rx\"", "\"'  =1\"", "\"'＝1\"", "\"say \"\"hi\"\"\"", "\"a-b\""], cells);
    }

    [SkippableFact]
    public async Task Whatever_people_answered_the_library_of_record_systems_reads_it_strictly_and_finds_nothing_wrong()
    {
        await using var page = await ReaderPage.Open(house);
        var random = new Random(28);
        var requests = Enumerable.Range(0, 300).Select(_ => ToldInBrowserTests.Any(random)).ToList();

        var written = await page.Ask<string>("""
            ({ fields, requests }) => r.toBundle(requests.map((request, at) =>
              ({ ...JSON.parse(request), Reference: `KAF-${at}`, Received: `2026-11-30T10:00:00.1234567${at % 2 ? '-05:00' : '+00:00'}` })), JSON.parse(fields))
            """, new { fields = Fields, requests });

        var responses = FhirJudge.Read(written);
        Assert.Equal(requests.Count, responses.Select(response => response.Identifier!.Value).Distinct(StringComparer.Ordinal).Count());
        Assert.All(responses, response => Assert.Equal(QuestionnaireResponse.QuestionnaireResponseStatus.Completed, response.Status));
    }

    [SkippableTheory]
    [InlineData("\"status\":\"done\"", "\"status\": \"completed\"")]
    [InlineData("\"linkID\"", "\"linkId\"")]
    [InlineData("\"valueString\": \"\"", "\"valueString\": \"Zoë\"")]
    [InlineData("\"authored\": \"today\"", "\"authored\": \"2026-11-30T10:00:00+00:00\"")]
    public async Task What_no_record_system_would_take_is_found(string wrong, string right)
    {
        await using var page = await ReaderPage.Open(house);
        var written = await page.Ask<string>(
            "(fields) => r.toBundle([{ Reference: 'KAF-1', Received: '2026-11-30T10:00:00+00:00', FullName: 'Zoë' }], JSON.parse(fields))", Fields);

        Assert.Single(FhirJudge.Read(written));
        Assert.Contains(right, written, StringComparison.Ordinal);
        Assert.Throws<DeserializationFailedException>(() => FhirJudge.Read(written.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task A_record_system_gets_a_completed_response_with_every_answer_under_its_question()
    {
        await using var page = await ReaderPage.Open(house);

        var written = await page.Ask<string>("""
            (fields) => r.toBundle([{ Reference: 'KAF-1', Received: '2026-11-30T10:00:00+00:00', FullName: 'Zoë', Reasons: ['Crps', 'LowMood'] }],
              JSON.parse(fields))
            """, Fields);

        var response = JsonDocument.Parse(written).RootElement.GetProperty("entry")[0].GetProperty("resource");
        Assert.Equal("QuestionnaireResponse completed KAF-1", string.Join(' ', response.GetProperty("resourceType"), response.GetProperty("status"),
            response.GetProperty("identifier").GetProperty("value")));
        var answers = response.GetProperty("item").EnumerateArray().ToDictionary(
            item => item.GetProperty("linkId").GetString()!, item => item.GetProperty("answer")[0].GetProperty("valueString").GetString());
        Assert.Equal("Zoë", answers["FullName"]);
        Assert.Equal("CRPS (complex regional pain syndrome); Low mood or depression", answers["Reasons"]);
    }
}
