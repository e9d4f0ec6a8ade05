using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Proofs.PowerCuts;

/// <summary>One call as strace wrote it down: when it was begun and when it was over, counted in lines of the log.</summary>
public sealed partial record SystemCall(int Begin, int End, string Name, string Arguments, long Result)
{
    /// <summary>Everything by which files change or come to stay, and what was said to the world.</summary>
    public static readonly string[] Recording =
    [
        "strace", "-D", "-f", "--seccomp-bpf", "-qq", "-y", "-xx", "-s", "70000",
        "-e", "trace=openat,pwrite64,write,pwritev,ftruncate,fallocate,copy_file_range,sendfile,rename,renameat,renameat2,link,linkat,unlink,unlinkat,fsync,fdatasync,sendto,sendmsg",
    ];

    public static IEnumerable<SystemCall> Read(string log)
    {
        var unfinished = new Dictionary<string, (int Begin, string Text)>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(log))
        {
            number++;
            if (Line().Match(line) is not { Success: true } match) continue;
            var (thread, text, begin) = (match.Groups["thread"].Value, match.Groups["text"].Value, number);
            if (text.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                unfinished[thread] = (number, text[..^Unfinished.Length].TrimEnd());
                continue;
            }
            if (Resumed().Match(text) is { Success: true } resumed)
            {
                if (!unfinished.Remove(thread, out var first)) continue;
                (begin, text) = (first.Begin, first.Text + text[resumed.Length..]);
            }
            if (Call().Match(text) is { Success: true } call)
                yield return new(begin, number, call.Groups["name"].Value, call.Groups["arguments"].Value, long.Parse(call.Groups["result"].Value, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The file number that comes first.</summary>
    public int Number => int.Parse(Numbered().Match(Arguments).Groups["number"].Value, CultureInfo.InvariantCulture);

    /// <summary>Where the file lies that is named by number, or null when none is.</summary>
    public string? NumberedFile => Numbered().Match(Arguments) is { Success: true } file ? Encoding.UTF8.GetString(Bytes(file.Groups["hex"].Value)) : null;

    public long Amount(int place) => long.Parse(Arguments.Split(", ")[place], CultureInfo.InvariantCulture);

    /// <summary>The strings among the arguments: paths, and what was written or sent.</summary>
    public IReadOnlyList<byte[]> Strings => [.. Quoted().Matches(Arguments).Select(match => Bytes(match.Groups["hex"].Value))];

    public string Path(int place) => Encoding.UTF8.GetString(Strings[place]);

    public string Said => string.Concat(Strings.Select(Encoding.Latin1.GetString));

    const string Unfinished = "<unfinished ...>";

    static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace("\\x", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^(?<thread>\d+) +(?<text>.*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Line();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>", RegexOptions.NonBacktracking)]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^(?<name>\w+)\((?<arguments>.*)\) += (?<result>-?\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Call();

    [GeneratedRegex(@"^(?<number>\d+)<(?<hex>(\\x[0-9a-f]{2})+)>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex("\"(?<hex>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
