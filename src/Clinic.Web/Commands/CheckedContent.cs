using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Editorial;
using Clinic.Web.Settings;

namespace Clinic.Web.Commands;

/// <summary>
/// What "check" was asked to read: a content folder, or texts that lie outside of one and are read beside the site's
/// own data.
/// </summary>
sealed partial class CheckedContent
{
    readonly string contentFolder;
    readonly string? only;
    readonly IReadOnlyList<string> loose;

    CheckedContent(string contentFolder, string? only, IReadOnlyList<string> loose) =>
        (this.contentFolder, this.only, this.loose) = (contentFolder, only, loose);

    public int Files { get; private set; }

    public static CheckedContent? Find(string? path, string siteFolder)
    {
        if (path is null) return Directory.Exists(siteFolder) ? new(siteFolder, only: null, []) : null;
        if (Existing(path, siteFolder) is not { } full) return null;
        if (Directory.Exists(full))
            return File.Exists(Path.Combine(full, "clinic.yaml")) ? new(full, only: null, [])
                : new(siteFolder, only: null, [.. Directory.EnumerateFiles(full, "*.md")
                .Order(StringComparer.Ordinal)]);
        return Within(full) ?? new(siteFolder, only: null, [full]);
    }

    /// <summary>
    /// A file that the content folder around it makes use of, be it text, data, a rule, a wording or a picture.
    /// </summary>
    static CheckedContent? Within(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.Exists(Path.Combine(folder, DataFile.ClinicFile))) continue;
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            return ContentFolder.IsContent(name) || Others().IsMatch(name) ? new(folder, name, []) : null;
        }
        return null;
    }

    /// <summary>By file and line, each file named so that it can be opened from where the command was given.</summary>
    public IReadOnlyList<ContentProblem> Proofread(DateOnly today)
    {
        var problems = new List<ContentProblem>();
        var rules = RuleBook.Read(contentFolder, problems);
        try
        {
            var snapshot = new SnapshotReader(new(contentFolder)).Read();
            var proofreader = new Proofreader(snapshot, rules, today);
            Files = loose.Count > 0 ? loose.Count : only is null ? snapshot.All.Count : 1;
            if (loose.Count > 0) return [.. loose.SelectMany(file =>
                Proofreader.InOrder(LooseText.Read(file, snapshot, proofreader)))];
            problems.AddRange(proofreader.ReadAll());
            problems.AddRange(rules.Claims.SlipsInExamples());
            if (only is null || only.StartsWith("consent/",
                StringComparison.Ordinal)) problems.AddRange(EditedConsent());
        }
        catch (InvalidContentException e)
        {
            problems.AddRange(e.Problems);
        }
        // What keeps the data from being read keeps a text from being proven, too.
        return [.. Proofreader.InOrder(problems.Where(problem => only is null || problem.File == only
            || (ContentFolder.IsText(only) && Proofreader.IsRoot(problem) && DataFile.Names.Contains(problem.File))))
            .Select(Named)];
    }

    IEnumerable<ContentProblem> EditedConsent()
    {
        try
        {
            ConsentWordings.Load(Path.Combine(contentFolder, "consent"));
            return [];
        }
        catch (InvalidSettingsException e)
        {
            return e.Message.Split(Environment.NewLine).Select(sentence => sentence.Split(": ", 2)).Select(parts =>
                new ContentProblem(ConsentFile().Match(parts[0]) is { Success: true } file ? $"consent/{file.Value}"
                    : "consent/SHA256SUMS", 1, 1, parts[0] + ".", parts[^1])
                { Rule = Consent });
        }
    }

    static readonly ContentRule Consent = new("consent", "Words that people have agreed to never change.",
        "Put the published words back; new words go into a new file, such as v2.md.");

    ContentProblem Named(ContentProblem problem) =>
        problem with
        {
            File = Path.GetRelativePath(Path.GetDirectoryName(contentFolder) ?? "",
            Path.Combine(contentFolder, problem.File)).Replace('\\', '/')
        };

    // "dotnet run" changes the current folder to the project's; PWD still tells where the command was typed.
    static string? Existing(string path, string siteFolder) =>
        new[] { Environment.CurrentDirectory, Environment.GetEnvironmentVariable("PWD"),
            Path.GetDirectoryName(siteFolder) }
            .OfType<string>().Select(folder => Path.GetFullPath(path, folder)).FirstOrDefault(Path.Exists);

    [GeneratedRegex(@"^(rules/[\w-]+\.yaml|consent/[\w.-]+)\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Others();

    [GeneratedRegex(@"v\d+\.md", RegexOptions.NonBacktracking)]
    private static partial Regex ConsentFile();
}
