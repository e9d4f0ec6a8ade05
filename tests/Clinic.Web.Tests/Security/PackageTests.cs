using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Clinic.Web.Tests.Security;

/// <summary>What the program is built from: exact versions, each with its reason, none older than its last mended hole.</summary>
public sealed class PackageTests
{
    const string Projects = "*.csproj";

    [Fact]
    public void Every_package_has_one_exact_version_and_its_reason()
    {
        var lines = File.ReadAllLines(Repository.Path("Directory.Packages.props")).Where(line => line.Contains("<PackageVersion", StringComparison.Ordinal)).ToList();

        Assert.All(lines, line => Assert.Matches("""^\s*<PackageVersion Include="[\w.]+" Version="\d+(\.\d+){1,3}" /> <!-- .{10,} -->$""", line));
        Assert.Equal(lines.Count, lines.Select(line => line.Split('"')[1]).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void No_project_chooses_a_version_by_itself_and_no_version_is_left_over()
    {
        var references = Directory.EnumerateFiles(Repository.Root, Projects, SearchOption.AllDirectories).Where(IsOurs)
            .SelectMany(project => XDocument.Load(project).Descendants("PackageReference")).ToList();

        Assert.All(references, reference => Assert.True(reference.Attribute("Version") is null && reference.Attribute("VersionOverride") is null, $"{reference.Attribute("Include")?.Value} has a version of its own"));
        // MailKit is referenced by a targets file, where the feed has it; the rest of its pair is pinned for what Sqlite brings along.
        Assert.Empty(Versions().Keys.Except(references.Select(reference => reference.Attribute("Include")!.Value)).Except(["MailKit", "SQLitePCLRaw.core", "FSharp.Core"]));
    }

    [Fact]
    public void No_package_is_older_than_the_version_that_mended_its_last_known_hole()
    {
        var floors = File.ReadLines(Repository.Path(".ci/package-floors")).Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries)).ToDictionary(parts => parts[0], parts => Version.Parse(parts[1]), StringComparer.OrdinalIgnoreCase);
        var resolved = Directory.EnumerateFiles(Repository.Root, "project.assets.json", SearchOption.AllDirectories)
            .SelectMany(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("libraries").EnumerateObject())
            .Select(library => library.Name.Split('/')).ToList();

        Assert.NotEmpty(floors);
        Assert.Contains(resolved, library => library[0] == "Markdig");
        Assert.All(resolved.Where(library => floors.ContainsKey(library[0])), library => Assert.True(NumberOf(library[1]) >= floors[library[0]], $"{library[0]} {library[1]} is older than {floors[library[0]]}"));
        Assert.All(Versions().Where(version => floors.ContainsKey(version.Key)), version => Assert.True(NumberOf(version.Value) >= floors[version.Key], $"{version.Key} {version.Value} is older than {floors[version.Key]}"));
    }

    [Fact]
    public void The_list_of_known_holes_says_when_it_was_made()
    {
        var made = File.ReadLines(Repository.Path(".ci/package-floors")).First().Split("as of ")[1][..10];

        Assert.True(DateOnly.TryParseExact(made, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    static Dictionary<string, string> Versions() =>
        XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);

    static Version NumberOf(string version) => Version.Parse(version.Split('-', '+')[0]);

    static bool IsOurs(string path) => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");
}
