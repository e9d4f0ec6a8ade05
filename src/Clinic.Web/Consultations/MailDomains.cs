using System.Globalization;

namespace Clinic.Web.Consultations;

/// <summary>Notices a slip in the domain of an address. A question only: what was typed is never changed.</summary>
public static class MailDomains
{
    // Letters that look like Latin ones, which a second keyboard or a fraud puts in their place.
    const string LookAlikes = "аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdԛqԝwɡgαaοoρpνvιiτtυuκkеe";

    const int Most = 9;

    static readonly IdnMapping Idn = new();

    /// <summary>The address that was probably meant, or null.</summary>
    public static string? ProbablyMeant(string email)
    {
        if (!EmailAddress.TryParse(email, out var address)) return WithoutEnding(email);
        var typed = Unicode(address.Domain);
        var (local, domain) = (Latin(address.LocalPart), Latin(typed));
        var meant = MeantDomain(domain);
        return meant is null && local == address.LocalPart && domain == typed ? null : $"{local}@{meant ?? domain}";
    }

    // "robin@gmail": the name of a provider alone.
    static string? WithoutEnding(string email)
    {
        var bare = EmailAddress.Bare(email)?.ToLowerInvariant().Replace(',', '.') ?? "";
        var at = bare.IndexOf('@', StringComparison.Ordinal);
        if (at < 1) return null;
        var name = bare[(at + 1)..];
        var known = Array.Find(MailProviders.Big, big =>
            big.Split('.')[0] == name || big.Replace(".", "", StringComparison.Ordinal) == name || big == name);
        return known is not null && EmailAddress.TryParse($"{EmailAddress.Bare(email)![..at]}@{known}", out var meant)
            ? meant.Value : null;
    }

    static string? MeantDomain(string domain)
    {
        if (MailProviders.Real.Contains(domain)) return null;
        if (domain.StartsWith("www.", StringComparison.Ordinal)) return MeantDomain(domain[4..]) ?? domain[4..];
        var (name, ending) = Split(domain);
        if (MailProviders.WithMailAbroad.Contains(name) && MailProviders.Abroad.Contains(ending)) return null;
        // The closest first, and of these the one with the ending that was typed.
        var provider = MailProviders.Big
            .Select(known => (known, slips: Slips(name, ending, known)))
            .Where(found => found.slips is not null)
            .OrderBy(found => found.slips)
            .Select(found => found.known)
            .FirstOrDefault();
        return provider ?? Corrected(domain);
    }

    // An ending that does not exist, or stands there twice, whoever the mail is with.
    static string? Corrected(string domain)
    {
        var labels = domain.Split('.');
        if (labels.Length > 2 && labels[^1] == labels[^2]) return string.Join('.', labels[..^1]);
        return MailProviders.NoEndings.TryGetValue(labels[^1], out var ending)
            ? string.Join('.', [.. labels[..^1], ending]) : null;
    }

    // Null when it is somebody else's domain; else the less, the closer.
    static int? Slips(string name, string ending, string known)
    {
        var (knownName, knownEnding) = Split(known);
        var bare = name.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        if (bare.Length > knownName.Length && bare.EndsWith(knownEnding, StringComparison.Ordinal))
            bare = bare[..^knownEnding.Length];
        var inName = knownName.Length < 5
            ? Collapsed(bare) == Collapsed(knownName) ? 0 : Most
            : Math.Min(EditDistance.Between(bare, knownName),
                EditDistance.Between(Collapsed(bare), Collapsed(knownName)));
        var allowed = knownName.Length < 5 ? 0 : knownName.Length > 5 && MaySlipTwice(bare, knownName) ? 2 : 1;
        var inEnding = ending == knownEnding ? 0 : IsEndingSlip(ending, knownEnding) ? 1 : Most;
        // The right name with any other ending: providers have theirs, and the others belong to nobody a patient writes
        // from.
        if (inName == 0 && inEnding == Most) inEnding = IsShort(knownName) ? Most : 2;
        return inName > allowed || inEnding == Most || inName + inEnding > 3 ? null : inName * 10 + inEnding;
    }

    // A letter that moved, or two missing or too many; two wrong ones are another word, such as outlet for outlook.
    static bool MaySlipTwice(string typed, string known) =>
        typed.StartsWith(known[0]) && (known.Length > 8 || Math.Abs(typed.Length - known.Length) == 2
            || typed.Order().SequenceEqual(known.Order()));

    static bool IsShort(string name) => name.Length < 4;

    static bool IsEndingSlip(string typed, string known) =>
        (MailProviders.NoEndings.TryGetValue(typed, out var meant) && meant == known)
        || (known == "com" && typed is "co" or "cm" or "om" or "cam" or "net" or "org")
        || (known == "net" && typed is "com" or "org" or "ne" or "et")
        || typed.Split('.')[0] == known
        || (known == "com" && typed.StartsWith("com", StringComparison.Ordinal));

    static (string Name, string Ending) Split(string domain)
    {
        var labels = domain.Split('.');
        // "g.mail.com" is a name with a dot in it; "gmail.com.com" an ending with one.
        var first = labels.Length > 2 && labels[^2] is "com" or "net" or "co" or "org"
            ? labels.Length - 2 : labels.Length - 1;
        return (string.Join('.', labels[..first]), string.Join('.', labels[first..]));
    }

    static string Collapsed(string name) => string.Concat(name.Where((c, i) => i == 0 || c != name[i - 1]));

    static string Unicode(string domain)
    {
        try
        {
            return Idn.GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    // Only a word that mixes two scripts, or is all of look-alikes, is taken for a slip; Cyrillic names stay Cyrillic.
    static string Latin(string word)
    {
        if (word.All(char.IsAscii)) return word;
        var latin = string.Concat(word.Select(c => LookAlikes.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at
            && at % 2 == 0 ? LookAlikes[at + 1] : c));
        return latin.All(char.IsAscii) && word.Any(char.IsAsciiLetter) ? latin : word;
    }
}
