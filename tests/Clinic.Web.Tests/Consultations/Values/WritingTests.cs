using System.Text;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Consultations.Values;

/// <summary>What becomes of what people type and paste: phones.txt, emails.txt, names.txt and messages.txt say it value by value.</summary>
public sealed class WritingTests
{
    readonly ConsultationFormValidator validator = new(TestClinic.Current);

    public static TheoryData<string, string> Phones => ValueTable.Rows("phones.txt", "phones-held-back.txt");

    public static TheoryData<string, string> Emails => ValueTable.Rows("emails.txt", "emails-held-back.txt");

    public static TheoryData<string, string> Names => ValueTable.Rows("names.txt", "names-held-back.txt");

    public static TheoryData<string, string> Messages => ValueTable.Rows("messages.txt");

    [Theory]
    [MemberData(nameof(Phones))]
    public void A_phone_number_becomes_what_the_table_says(string typed, string result)
    {
        var form = Form("Phone", ("Phone", ValueTable.Meant(typed)));

        var found = PhoneNumber.TryParse(form.Phone, out var number) ? number.E164 + (number.Extension is null ? "" : $" x{number.Extension}") : "ask";

        Assert.Equal(result, found);
        Assert.Equal(result == "ask", IsAsked(form, "Phone"));
    }

    [Theory]
    [MemberData(nameof(Emails))]
    public void An_address_becomes_what_the_table_says(string typed, string result)
    {
        var form = Form("Email", ("Email", ValueTable.Meant(typed)));

        var value = EmailAddress.TryParse(form.Email, out var address) ? address.Value : "ask";
        var found = value != "ask" && MailDomains.ProbablyMeant(form.Email) is { } meant ? $"{value} ? {meant}" : value;

        Assert.Equal(result, found);
        Assert.Equal(result == "ask", IsAsked(form, "Email"));
        Assert.Equal(result.Contains(" ? ", StringComparison.Ordinal), IsAsked(form, "EmailIsRight"));
        Assert.DoesNotContain(value.EnumerateRunes(), UnseenIn);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_becomes_what_the_table_says(string typed, string result)
    {
        var form = Form("Phone", ("FullName", ValueTable.Meant(typed)));
        var needsALetter = !result.EnumerateRunes().Any(Rune.IsLetter);

        if (result != "ask") Assert.Equal(ValueTable.Meant(result), form.FullName);
        Assert.Equal(result == "ask" || needsALetter, IsAsked(form, "FullName"));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_becomes_what_the_table_says(string typed, string result)
    {
        var form = Form("Phone", ("Message", ValueTable.Meant(typed)));

        Assert.Equal(ValueTable.Meant(result), form.Message);
        Assert.False(IsAsked(form, "Message"));
    }

    [Fact]
    public void There_are_250_values_and_more() => Assert.InRange(Phones.Count + Emails.Count + Names.Count + Messages.Count, 250, 1_000);

    [Fact]
    public void No_format_or_ignorable_character_survives_in_an_address_or_a_number()
    {
        var all = Enumerable.Range(0, 0x110000).Where(code => code is < 0xD800 or > 0xDFFF).Select(code => new Rune(code)).Where(UnseenIn).ToList();

        Assert.InRange(all.Count, 4_000, 5_000);
        foreach (var c in all)
        {
            Assert.True(EmailAddress.TryParse($"ro{c}bin@exam{c}ple.com", out var address) is false || address.Value == "robin@example.com", $"U+{c.Value:X4}");
            Assert.True(PhoneNumber.TryParse($"{c}202{c}5550143{c}", out var number) && number.E164 == "+12025550143", $"U+{c.Value:X4}");
        }
    }

    static bool UnseenIn(Rune c) => UnseenCharacters.IsUnseen(c);

    static ConsultationForm Form(string method, (string Field, string Value) typed) => ConsultationForm.From(FieldTable.Ours, field =>
        field == typed.Field ? [typed.Value] : field switch { "ContactMethod" => [method], "State" => ["MD"], _ => [] });

    bool IsAsked(ConsultationForm form, string field) => validator.Validate(form).Errors.Exists(error => error.PropertyName == field);
}
