using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.Web.Consultations;

namespace Clinic.Web.BrowserTests.Readers;

[Collection(nameof(OpenHouse))]
public sealed class ToldInBrowserTests(OpenHouse house)
{
    static readonly JsonSerializerOptions AsPosted = new(JsonSerializerDefaults.Web);

    [SkippableFact]
    public async Task A_browser_tells_a_request_as_the_server_does()
    {
        await using var page = await ReaderPage.Open(house);
        var random = new Random(28);
        var requests = Enumerable.Range(0, 300).Select(_ => Any(random)).Prepend("""{"Reference":"KAF-1"}""").ToList();

        var told = await page.Ask("""
            ({ fields, requests }) => requests.map((request) => r.toldLines(JSON.parse(request), JSON.parse(fields))
              .map(({ label, value }) => `${label}: ${value}`).join('\n'))
            """, new { fields = JsonSerializer.Serialize(ToldField.All(FieldTable.Ours), AsPosted), requests });

        Assert.Equal(requests.Select(ByServer), told);
    }

    [SkippableFact]
    public async Task What_somebody_typed_becomes_text_and_the_number_can_be_pressed()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            (fields) => {
              const request = { Message: '<img src=x onerror=alert(1)>', ContactMethod: 'Phone', Phone: '(202) 555-0143, ext. 12' };
              const list = r.toldParts(request, JSON.parse(fields));
              return [list.querySelector('img') ? 'an element' : 'text', list.querySelector('dd').textContent, list.querySelector('a').href];
            }
            """, JsonSerializer.Serialize(ToldField.All(FieldTable.Ours), AsPosted));

        Assert.Equal(["text", "<img src=x onerror=alert(1)>", "tel:+12025550143;ext=12"], told);
    }

    static string ByServer(string kept)
    {
        var request = ConsultationRequest.FromJson(Encoding.UTF8.GetBytes(kept));
        var lines = from field in FieldTable.Ours.Told
                    let value = field.Tell(request)
                    where value is not null
                    select $"{field.ClinicLabel}: {value}";
        return string.Join('\n', lines);
    }

    static string Any(Random random)
    {
        var kept = new JsonObject { ["Reference"] = "KAF-1" };
        foreach (var field in FieldTable.Ours.Told.Where(_ => random.Next(3) > 0))
        {
            var values = field.Choices.Select(choice => choice.Value).ToArray();
            kept[field.Name] = field.Kind switch
            {
                FieldKind.Tick => random.Next(2) == 0,
                FieldKind.Checkboxes => new JsonArray([.. random.GetItems(values, random.Next(4)).Distinct().Select(value => JsonValue.Create(value))]),
                FieldKind.Select or FieldKind.Radios => values[random.Next(values.Length)],
                _ => $"typed {random.Next(100)}",
            };
        }
        return kept.ToJsonString();
    }
}
