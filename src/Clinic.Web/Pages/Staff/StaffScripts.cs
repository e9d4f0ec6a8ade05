using System.Collections.Concurrent;
using System.Text;
using Clinic.Web.Site.Caching;

namespace Clinic.Web.Pages;

/// <summary>
/// The scripts of the clinic's side. A script that imports others of ours is served with them in front, as one file: a security policy that
/// names scripts by their hash does not reach what they import.
/// </summary>
public sealed class StaffScripts(Assets assets, IHostEnvironment environment)
{
    readonly ConcurrentDictionary<string, Asset> made = new(StringComparer.Ordinal);

    // Whoever works on a script sees it at the next visit.
    public Asset Of(string name) => environment.IsDevelopment() ? Make(name) : made.GetOrAdd(name, Make);

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
            if (line.StartsWith("import ", StringComparison.Ordinal) && line.Split('\'') is [_, ['.', '/', .. var other], ..]) Add(other, seen, parts);
            else kept.Append(line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..] : line).Append('\n');
        }
        parts.Add(kept.ToString());
    }
}
