using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Clinic.Web.Site.Caching;

namespace Clinic.Web.Pages;

/// <summary>
/// The scripts of the clinic's side. A script that imports others of ours is served with them in front, as one file: a
/// security policy that names scripts by their hash does not reach what they import.
/// </summary>
public sealed class StaffScripts(Assets assets, IHostEnvironment environment)
{
    const string CodeMirror = "staff-codemirror.js";
    const string TextEditor = "staff-editor.js";

    readonly ConcurrentDictionary<string, Asset> made = new(StringComparer.Ordinal);

    /// <summary>
    /// For the page of a text. CodeMirror is there where npm was when the site was built; elsewhere its text area
    /// stays.
    /// </summary>
    public IReadOnlyList<string> Editor => assets.Has(CodeMirror) ? [CodeMirror, TextEditor] : [TextEditor];

    // Whoever works on a script sees it at the next visit.
    public Asset Of(string name) => environment.IsDevelopment() ? Make(name) : made.GetOrAdd(name, Make);

    /// <summary>
    /// Stands for every script as it is served: who compares it from day to day sees that one was changed.
    /// </summary>
    public string Fingerprint => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        assets.Named("staff-", ".js").Select(name => $"{name} {Of(name).Integrity}")))));

    Asset Make(string name)
    {
        var parts = new List<string>();
        Add(name, [], parts);
        return assets.Make(name, Encoding.UTF8.GetBytes(string.Join('\n', parts)));
    }

    void Add(string name, HashSet<string> seen, List<string> parts)
    {
        if (!seen.Add(name)) return;
        var kept = new StringBuilder();
        foreach (var line in assets.TextOf(name).Split('\n'))
        {
            if (line.StartsWith("import ", StringComparison.Ordinal)
                && line.Split('\'') is [_, ['.', '/', .. var other], ..]) Add(other, seen, parts);
            else kept.Append(line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..] : line)
                .Append('\n');
        }
        parts.Add(kept.ToString());
    }
}
