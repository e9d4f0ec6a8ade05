using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Crisis;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// The form's one script: form.js behind the rules of crisis-words.yaml and what reads them in the browser.
/// </summary>
public sealed class FormScript(Assets assets, ArticleLibrary library)
{
    const string Reader = "crisis-words.js";
    const string Name = "form.js";

    readonly Lock making = new();
    CrisisWords? words;
    string? files;
    Asset? made;

    public Asset Current
    {
        get
        {
            lock (making)
            {
                // An asset's address changes with its words.
                var (crisis, source) = (library.Current.CrisisWords, assets[Reader] + assets[Name]);
                if (made is not null && ReferenceEquals(crisis, words) && source == files) return made;
                (words, files) = (crisis, source);
                return made = assets.Make(Name, Encoding.UTF8.GetBytes(Joined(crisis)));
            }
        }
    }

    string Joined(CrisisWords crisis) =>
        $"{WithoutComments(assets.TextOf(Reader))}\nconst needsSomeone = "
            + $"crisisWords({InQuotes(crisis.Packed)}, {InQuotes(crisis.PackedWeights)});\n{WithoutComments(assets.TextOf(Name))}\n";

    static string InQuotes(string packed) =>
        $"'{packed.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'";

    // Readers on slow telephones wait for every byte.
    static string WithoutComments(string script) =>
        string.Join('\n', script.Split('\n').Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)));
}
