using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Pages;

namespace Clinic.Web.BrowserTests.Readers;

[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
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
    public async Task What_somebody_typed_becomes_text_and_no_number_is_a_link_among_the_answers()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            (fields) => {
              const request = { Message: '<img src=x onerror=alert(1)>', ContactMethod: 'Phone', Phone: '(202) 555-0143, ext. 12' };
              const list = r.toldParts(request, JSON.parse(fields));
              return [list.querySelector('img') ? 'an element' : 'text', list.querySelector('dd').textContent, String(list.querySelector('a'))];
            }
            """, JsonSerializer.Serialize(ToldField.All(FieldTable.Ours), AsPosted));

        Assert.Equal(["text", "<img src=x onerror=alert(1)>", "null"], told);
    }

    [SkippableTheory]
    [InlineData(AnswerChoices.Phone)]
    [InlineData(AnswerChoices.TextMessage)]
    [InlineData(AnswerChoices.Email)]
    [InlineData(null)]
    public async Task Links_lead_only_where_the_person_allowed_as_on_the_servers_page(string? way)
    {
        const string Kept = """{"Reference":"KAF-1","Phone":"(202) 555-0143, ext. 12","Email":"zoe+k@example.org"}""";
        await using var page = await ReaderPage.Open(house);
        var ways = ReachWays.Of(new DeskRequest(RequestReference.Next(), default, AnsweringStage.New, 0) { Way = way });

        var told = await page.Ask("""
            ({ request, ways }) => r.reachLinks(JSON.parse(request), JSON.parse(ways))
              .map((link) => [link.getAttribute('href'), link.textContent, link.className].join('|'))
            """, new { request = Kept, ways = ways.Json });

        var byServer = ways.Links(ConsultationRequest.FromJson(Encoding.UTF8.GetBytes(Kept)));
        Assert.Equal(byServer.Select(link => $"{link.Link}|{link.Label}|{(link.IsFirst ? "button primary" : "button")}"), told);
        Assert.Equal(way is null, told.Length == 0);
    }

    [SkippableFact]
    public async Task A_browser_tells_the_language_of_a_message_as_the_server_does()
    {
        await using var page = await ReaderPage.Open(house);
        string[] messages =
        [
            "", "Hi", "Please call me, I have pain in my feet.", "Hola, necesito ayuda con mi dolor, por favor", "Bonjour, je suis et le", "私は痛みがあります。電話をください",
            "我需要帮助", "Привет, мне нужна помощь", "مرحبا أحتاج مساعدة", "Tôi cần giúp với đau này", "ich und der die das", "o a os de", "مرحبا please call me",
            "안녕하세요", "42 !!", "mwen bezwen èd tanpri", "İstanbul ğ", "😀 the and i", "non lo so, grazie molto",
        ];
        var random = new Random(28);
        var all = messages.Concat(Enumerable.Range(0, 300).Select(_ => string.Join(' ', random.GetItems(messages, 2)))).ToArray();

        var told = await page.Ask("({ all, table }) => all.map((message) => r.languageOf(message, JSON.parse(table)) ?? '')", new { all, table = MessageLanguage.Table });

        Assert.Equal(all.Select(message => MessageLanguage.Of(message) ?? ""), told);
        Assert.True(told.Distinct().Count() > 8);
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

    internal static string Any(Random random)
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
