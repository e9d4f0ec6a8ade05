using System.Text.RegularExpressions;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Tests.Consultations;

public sealed partial class StoredWordsTests
{
    static readonly Dictionary<string, IReadOnlyCollection<string>> WordsOf = new(StringComparer.Ordinal)
    {
        ["kind"] = StoredWords.Kinds.All,
        ["state"] = StoredWords.States.All,
        ["event"] = StoredWords.Events.All,
    };

    [Fact]
    public void Every_member_has_a_word_of_its_own()
    {
        AssertEachHasOne(StoredWords.Kinds);
        AssertEachHasOne(StoredWords.States);
        AssertEachHasOne(StoredWords.Events);
        AssertEachHasOne(AnsweringWords.Stages);
        AssertEachHasOne(AnsweringWords.Steps);
    }

    [Fact]
    public void Every_word_in_a_statement_is_one_of_its_column()
    {
        var named =
            from file in Repository.Sources("src/Clinic.Web", ".cs")
            where HasStatements(file.Name)
            from comparison in ComparedWords().Matches(file.Text)
            from word in Quoted().Matches(comparison.Groups["words"].Value)
            select (file.Name, Column: comparison.Groups["column"].Value, Word: word.Value.Trim('\''));

        Assert.DoesNotContain(named, one => !WordsOf[one.Column].Contains(one.Word));
        Assert.Equal(WordsOf.Keys.Order(), named.Select(one => one.Column).Distinct().Order());
    }

    [Fact]
    public void No_word_stands_in_a_statement_without_its_column()
    {
        var stray =
            from file in Repository.Sources("src/Clinic.Web", ".cs")
            where HasStatements(file.Name)
            from word in Quoted().Matches(ListOfKinds().Replace(ComparedWords().Replace(file.Text, ""), ""))
            select $"{file.Name}: {word.Value}";

        Assert.Empty(stray);
    }

    [Fact]
    public void The_kinds_about_requests_are_stored_words()
    {
        var listed = Repository.Sources("src/Clinic.Web", ".cs").Select(file => ListOfKinds().Match(file.Text)).Single(match => match.Success);

        Assert.Subset(StoredWords.Kinds.All.ToHashSet(), Quoted().Matches(listed.Value).Select(word => word.Value.Trim('\'')).ToHashSet());
    }

    static bool HasStatements(string file) =>
        file.StartsWith("Consultations/Storing/", StringComparison.Ordinal) || file.StartsWith("Consultations/Answering/", StringComparison.Ordinal);

    static void AssertEachHasOne<T>(StoredWords<T> words) where T : struct, Enum
    {
        var members = Enum.GetValues<T>();

        Assert.Equal(members.Length, members.Select(member => words[member]).Distinct().Count());
        Assert.All(members, member => Assert.Equal(member, words[words[member]]));
    }

    [GeneratedRegex(@"\b(?<column>kind|state|event) *(=|<>|IN) *\(?(?<words>'\w+'(, *'\w+')*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ComparedWords();

    [GeneratedRegex(@"const string AboutRequests = ""[^""]*""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListOfKinds();

    [GeneratedRegex(@"'[A-Z][A-Za-z]+'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
