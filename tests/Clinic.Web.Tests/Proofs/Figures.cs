using System.Globalization;
using System.Text;

namespace Clinic.Web.Tests.Proofs;

/// <summary>What a proof counted, a row each; a row with a limit is a promise.</summary>
public sealed class Figures(string title)
{
    readonly List<(string What, string Found, string Promised, bool Holds)> rows = [];

    public bool Hold => rows.TrueForAll(row => row.Holds);

    public void Count(string what, long found) => rows.Add((what, Shown(found), "", true));

    public void Tell(string what, string found) => rows.Add((what, found, "", true));

    public void AtMost(string what, long found, long most) => rows.Add((what, Shown(found), most == 0 ? "0" : $"at most {Shown(most)}", found <= most));

    public void AtLeast(string what, long found, long least) => rows.Add((what, Shown(found), $"at least {Shown(least)}", found >= least));

    public void Exactly(string what, long found, long promised) => rows.Add((what, Shown(found), Shown(promised), found == promised));

    public override string ToString()
    {
        var text = new StringBuilder().Append('\n').AppendLine(title);
        var (widest, wide) = (rows.Max(row => row.What.Length), rows.Max(row => row.Found.Length));
        foreach (var (what, found, promised, holds) in rows)
            text.AppendLine($"  {what.PadRight(widest)}  {found.PadLeft(wide)}  {(promised.Length == 0 ? "" : $"promised {promised}: {(holds ? "held" : "BROKEN")}")}".TrimEnd());
        return text.ToString();
    }

    static string Shown(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
