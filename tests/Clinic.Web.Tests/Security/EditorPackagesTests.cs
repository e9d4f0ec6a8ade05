using System.Text.Json;
using System.Text.RegularExpressions;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Tests.Security;

/// <summary>What the browser's editor is made of.</summary>
public sealed partial class EditorPackagesTests
{
    static readonly JsonElement Lock = Json("package-lock.json").GetProperty("packages");

    [Fact]
    public void Packages_are_pinned_by_version_and_by_what_is_in_them()
    {
        var asked = new[] { "dependencies", "devDependencies" }.SelectMany(kind => Json("package.json").GetProperty(kind).EnumerateObject());
        var loose = asked.Where(package => !Version().IsMatch(package.Value.GetString()!)).Select(package => package.Name);
        var unknown = Lock.EnumerateObject().Where(package => package.Name.Length > 0 && !package.Value.TryGetProperty("integrity", out _)).Select(package => package.Name);

        Assert.Empty(loose.Concat(unknown));
    }

    [Fact]
    public void No_host_is_named_and_nothing_runs_at_install()
    {
        Assert.DoesNotContain("://", File.ReadAllText(InEditor("package-lock.json")), StringComparison.Ordinal);
        Assert.Contains("ignore-scripts=true", File.ReadAllText(InEditor(".npmrc")), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_package_has_its_reason()
    {
        var reasons = File.ReadAllText(InEditor("README.md"));
        var asked = new[] { "dependencies", "devDependencies" }.SelectMany(kind => Json("package.json").GetProperty(kind).EnumerateObject());

        Assert.All(asked, package => Assert.Contains($"`{package.Name}`", reasons, StringComparison.Ordinal));
    }

    [Fact]
    public void The_button_for_boxes_offers_the_boxes_that_texts_may_hold()
    {
        var script = File.ReadAllText(Repository.Path("wwwroot", "staff-editor-tools.js"));
        var table = script[script.IndexOf("boxNames = {", StringComparison.Ordinal)..script.IndexOf("};", StringComparison.Ordinal)];

        Assert.Equal(ContentBoxes.Names.Order(StringComparer.Ordinal), BoxName().Matches(table).Select(found => found.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    static string InEditor(string name) => Repository.Path("src", "Clinic.Editor", name);

    static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(InEditor(name))).RootElement;

    [GeneratedRegex(@"^\d+\.\d+\.\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex Version();

    [GeneratedRegex(@"^  '?(?<name>[a-z-]+)'?:", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex BoxName();
}
