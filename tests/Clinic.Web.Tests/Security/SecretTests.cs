using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Security;

/// <summary>Nothing in the repository opens anything: no key, no token, no password.</summary>
public sealed partial class SecretTests
{
    static readonly string[] KeyFiles = [".pfx", ".p12", ".key", ".pem", ".jks", ".keystore", ".kdbx", ".ppk", ".env", ".publishsettings", ".snk", ".db", ".sqlite"];
    static readonly string[] NotText = [".png", ".ico", ".woff2", ".pdf"];

    [Fact]
    public void No_file_is_of_a_kind_that_holds_keys() =>
        Assert.DoesNotContain(Files(), file => KeyFiles.Contains(Path.GetExtension(file)) || Path.GetFileName(file).StartsWith("id_", StringComparison.Ordinal) || Path.GetFileName(file) == ".env");

    [Fact]
    public void No_file_holds_what_looks_like_a_key_or_a_token()
    {
        var found = from file in Files()
                    where !NotText.Contains(Path.GetExtension(file))
                    from match in Secret().Matches(File.ReadAllText(Repository.Path(file)))
                    select $"{file}: {match.Value[..Math.Min(12, match.Value.Length)]}…";

        Assert.Empty(found);
    }

    [Fact]
    public void No_settings_file_holds_a_password()
    {
        var found = from file in Files()
                    where Path.GetExtension(file) is ".json" or ".yaml" or ".yml" or ".conf" or ".service" or ".xml" or ".props" or ".targets" || file.StartsWith(".ci/", StringComparison.Ordinal)
                    from match in Password().Matches(File.ReadAllText(Repository.Path(file)))
                    select $"{file}: {match.Value}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE " + "KEY-----")]
    [InlineData("AKIA" + "IOSFODNN7EXAMPLE")]
    [InlineData("ghp_" + "0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("xoxb" + "-123456789012-abcdefABCDEF")]
    [InlineData("postgres://clinic:" + "hunter2hunter2@db.example/requests")]
    public void Such_things_are_recognised(string secret) => Assert.Matches(Secret(), secret);

    [Theory]
    [InlineData("\"Password\": \"hunter2\"")]
    [InlineData("Environment=Mail__Password=hunter2")]
    public void Such_settings_are_recognised(string setting) => Assert.Matches(Password(), setting);

    // What git does not keep, and what the build makes, is left out.
    static IEnumerable<string> Files() => new DirectoryInfo(Repository.Root).EnumerateFileSystemInfos().SelectMany(Below).Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));

    static IEnumerable<string> Below(FileSystemInfo entry) => entry switch
    {
        { Name: ".git" or ".vs" or ".idea" or "bin" or "obj" or "var" or "TestResults" } => [],
        DirectoryInfo folder => folder.EnumerateFileSystemInfos().SelectMany(Below),
        _ => [entry.FullName],
    };

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{22,}|\bxox[abprs]-[\w-]{10,}|\bsk-[A-Za-z0-9]{20,}|\bAIza[\w-]{35}|\beyJ[\w-]{20,}\.eyJ[\w-]{20,}|\bSG\.[\w-]{20,}\.[\w-]{20,}|\b[a-z]{3,12}://[^\s/:@""'{}<>]+:[^\s/:@""'{}<>]{6,}@",
        RegexOptions.NonBacktracking)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?<name>password|passwd|secret|api_?key|token)[""']?\s*[:=]\s*[""']?[^\s""'{}<>$%/&|;,)(-]{4,}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Password();
}
