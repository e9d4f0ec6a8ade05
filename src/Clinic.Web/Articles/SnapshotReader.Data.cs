using Clinic.Web.Articles.Crisis;
using Clinic.Web.Clinic;

namespace Clinic.Web.Articles;

/// <summary>The data files, each by its last good version.</summary>
public sealed partial class SnapshotReader
{
    DataFiles ReadData(FolderLoss loss, List<ContentProblem> problems, List<OlderVersion> older)
    {
        T? Data<T>(string path, Func<ContentFile, List<ContentProblem>, YamlReading?, T?> read, T? whenAbsent) where T
            : class =>
            this.Data(path, read, whenAbsent, loss, problems, older);

        var clinic = Data(DataFile.ClinicFile, DataFile.Clinic, null);
        var data = new DataFiles(
            clinic!,
            Data(DataFile.ReferencesFile, DataFile.References, new Dictionary<string, Reference>())!,
            Data(DataFile.GlossaryFile, DataFile.Glossary, Glossary.Empty)!,
            Data(DataFile.RoutesFile, DataFile.Routes, [])!,
            Data(DataFile.CostsFile, DataFile.Costs, CostList.Empty)!,
            Data(DataFile.SynonymsFile, DataFile.Synonyms, [])!,
            Data(DataFile.CrisisWordsName, DataFile.CrisisWords, CrisisWords.None)!);
        return clinic is null ? throw new InvalidContentException(problems) : data;
    }

    T? Data<T>(string path, Func<ContentFile, List<ContentProblem>, YamlReading?, T?> read, T? whenAbsent,
        FolderLoss loss,
        List<ContentProblem> problems, List<OlderVersion> older) where T : class
    {
        void Try(ContentFile file, List<ContentProblem> found)
        {
            var isKnown = lastGoodData.TryGetValue(path, out var before) && before.Hash == file.Hash;
            if (isKnown || read(file, found, null) is not { } value || found.Count > 0) return;
            lastGoodData[path] = (file.Hash, value);
            lastGood.Is(file);
        }

        var found = new List<ContentProblem>();
        if (!loss.IsWhole && !File.Exists(Path.Combine(folder.Path, path)))
        {
            found.Add(new(path, 1, 1, $"The file {path} is missing.",
                "this file in the content folder.")
            { Rule = ContentRule.File });
        }
        else if (!loss.IsWhole && ContentFile.Read(folder.Path, path, found) is { } file)
        {
            dataFiles[path] = file;
            Try(file, found);
        }
        if (!lastGoodData.ContainsKey(path) && lastGood.Of(path) is { } kept) Try(kept, []);
        problems.AddRange(found);
        if (!lastGoodData.TryGetValue(path, out var good)) return whenAbsent;
        if (found.Count > 0) older.Add(new(path, path, found[0]));
        return (T)good.Value;
    }

    // Data and pictures that no version is known of: what calls upon them is no further mistake.
    HashSet<string> Unread(List<ContentProblem> problems) =>
        [.. problems.Select(problem => problem.File)
            .Where(file => !lastGoodData.ContainsKey(file) && lastGood.Of(file) is null)];

    static ContentProblem MissingPhoto(Person person) =>
        new("clinic.yaml", 1, 1, $"The photo \"{person.Photo}\" of {person.Name} is not in the content folder.",
            "a picture such as pages/about/jane-doe.png.")
        {
            Rule = ContentRule.Picture,
        };
}
