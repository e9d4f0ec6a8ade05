using System.Diagnostics;

namespace Clinic.Web.Tests.Delivery;

/// <summary>What a machine may lack: the test is skipped and says what to install; in CI, where .ci/run installs it, that is a failure.</summary>
public static class Needs
{
    static readonly Lazy<string?> PythonWithAiosmtpd = new(() => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasAiosmtpd));

    static readonly Lazy<string?> PostgresPrograms = new(() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"))));

    public static string Aiosmtpd() => Present(PythonWithAiosmtpd.Value, "No python3 with aiosmtpd was found: install Debian's package python3-aiosmtpd.");

    public static string Program(string package, params string[] names) => Present(
        names.SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists),
        $"No {names[0]} was found: install Debian's package {package}.");

    /// <summary>The folder of PostgreSQL's server programs, which Debian keeps off the path.</summary>
    public static string Postgres() => Present(PostgresPrograms.Value, "No PostgreSQL server was found: install Debian's package postgresql.");

    /// <summary>CodeMirror, which the build brings where npm is.</summary>
    public static void TextEditor() => Present(File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "staff-codemirror.js")) ? "here" : null,
        "The markdown editor was not bundled: install npm and build again.");

    /// <summary>strace, and a kernel that lets it watch.</summary>
    public static void Strace()
    {
        var strace = Program("strace", "strace");
        using var tried = Process.Start(new ProcessStartInfo(strace, ["-D", "-f", "-o", "/dev/null", "true"]) { RedirectStandardError = true, UseShellExecute = false })!;
        tried.WaitForExit();
        Skip.If(tried.ExitCode != 0, "This machine does not let strace watch a program.");
    }

    static string Present(string? found, string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") is "true" or "1") Assert.True(found is not null, reason);
        Skip.If(found is null, reason);
        return found!;
    }

    static bool HasAiosmtpd(string python)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(python) { ArgumentList = { "-c", "import aiosmtpd.smtp" }, RedirectStandardError = true, UseShellExecute = false })!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
