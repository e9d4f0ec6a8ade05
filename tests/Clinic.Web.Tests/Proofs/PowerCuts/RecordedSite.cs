using System.Text.RegularExpressions;
using Clinic.Web.Tests.Proofs.Killing;

namespace Clinic.Web.Tests.Proofs.PowerCuts;

/// <summary>Records two lives of the real program: requests are sent, kept and mailed; then a new key is made, what was mailed is erased after its time, and one more comes.</summary>
public static partial class RecordedSite
{
    public static async Task<Recording> Record(DirectoryInfo folder, int requests)
    {
        await using var journal = new MailJournal(Path.Combine(folder.FullName, "mails"));
        await using var clinic = new MortalClinic(folder, journal.Port);
        var (first, second) = (Path.Combine(folder.FullName, "first"), Path.Combine(folder.FullName, "second"));

        var shown = await Live(clinic, journal, first, requests);
        var key = Directory.EnumerateFiles(Path.Combine(clinic.StoreFolder, "keys")).Single();
        var ended = Expiry().Replace(await File.ReadAllTextAsync(key), match => match.Groups["before"].Value + "2020-01-01T00:00:00Z");
        await File.WriteAllTextAsync(key, ended);
        clinic.KeepDelivered = TimeSpan.FromMilliseconds(1);
        var later = await Live(clinic, journal, second, 1);

        return new(clinic.StoreFolder,
        [
            .. Recording.Read(first, Meaning(shown)),
            new(null, Mark.MayBeErased, "") { Replaced = (Path.GetRelativePath(clinic.StoreFolder, key), await File.ReadAllBytesAsync(key)) },
            .. Recording.Read(second, Meaning(later)),
        ]);
    }

    static async Task<IReadOnlyList<string>> Live(MortalClinic clinic, MailJournal journal, string log, int requests)
    {
        var site = await clinic.Start([.. SystemCall.Recording, "-o", log]) ?? throw new InvalidOperationException("The site did not start under strace.");
        var shown = new List<string>();
        for (var i = 0; i < requests; i++)
        {
            using var asker = new Asker(i);
            Assert.True(await asker.Ask(site.Address));
            shown.Add(asker.Reference!);
        }
        await site.Logged(shown[^1], "delivered by");
        foreach (var reference in shown) await site.Logged(reference, "delivered by");
        if (clinic.KeepDelivered is not null) await site.Logged(Erased);
        await site.Terminate();
        return shown;
    }

    const string Erased = "Erased after their time";

    // People come one after the other here, so the first answer of that kind is the first person's.
    static Func<SystemCall, (Mark, string)?> Meaning(IReadOnlyList<string> shown)
    {
        var answered = 0;
        return call => call.Said switch
        {
            var said when call.Name != "write" && said.Contains("HTTP/1.1 303", StringComparison.Ordinal) => (Mark.Acknowledged, shown[answered++]),
            var said when call.Name != "write" && Subject().Match(said) is { Success: true } subject => (Mark.Mailed, subject.Groups["reference"].Value),
            var said when said.Contains(Erased, StringComparison.Ordinal) => (Mark.IsErased, ""),
            _ => null,
        };
    }

    [GeneratedRegex("Subject: New consultation request (?<reference>[A-Z0-9-]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Subject();

    [GeneratedRegex("(?<before><expirationDate>)[^<]+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Expiry();
}
