using System.Net;
using System.Text.RegularExpressions;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Form;

public sealed class RuleTests(ClinicSite site) : IClassFixture<ClinicSite>
{
    [Theory]
    [MemberData(nameof(RuleCases.All), MemberType = typeof(RuleCases))]
    public async Task Each_rule_accepts_what_it_should_and_says_its_sentence_otherwise(string field, string[] values, string? sentence, string method, string other)
    {
        using var form = await FormBrowser.At(site);
        var answers = FormBrowser.GoodAnswers(method);
        answers[field] = values;
        if (other.Split('=') is [var also, var value]) answers[also] = [value];

        var answer = await form.SendAnswers(answers);

        if (sentence is null)
        {
            Assert.Equal([], answer.Summary);
            Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
            return;
        }
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([sentence], answer.Summary);
        Assert.Equal(sentence, answer.ErrorBeside(field));
    }

    [Fact]
    public void Every_sentence_about_a_field_has_a_case()
    {
        var lists = FieldTable.Ours.All.Count(field => field.Choices.Count > 0);
        var written = Regex.Count(File.ReadAllText(Repository.Path("src/Clinic.Web/Consultations/ConsultationFormValidator.cs")), @"\.WithMessage\(", RegexOptions.None, TimeSpan.FromSeconds(5));
        var tried = RuleCases.All().Select(row => ((string Field, string? Sentence))((string)row[0], (string?)row[2])).Where(tried => tried.Sentence is not null).Distinct().Count();

        Assert.Equal(written + lists, tried);
    }

    [Fact]
    public void Every_field_has_a_case() =>
        Assert.Equal(FieldTable.Ours.Names.Order(), RuleCases.All().Select(row => (string)row[0]).Distinct().Order());
}
