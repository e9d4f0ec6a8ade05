using System.Diagnostics;
using System.Globalization;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The clinic's mail server: Debian's aiosmtpd in a process of its own. See smtp_server.py.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    public const string User = "website";
    public const string Password = "correct horse";

    readonly ChildProgram program;
    readonly DirectoryInfo mailbox;

    SmtpServer(ChildProgram program, DirectoryInfo mailbox, int port) => (this.program, this.mailbox, Port) = (program, mailbox, port);

    public int Port { get; }

    /// <summary>What clients did, a line each.</summary>
    public IReadOnlyList<string> Events => program.Lines.SoFar;

    public IReadOnlyList<ReceivedMail> Mailbox => [.. mailbox.EnumerateFiles("*.eml").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => ReceivedMail.Read(file.FullName))];

    /// <param name="certificate">Given, STARTTLS and a log-in are demanded; without one mail comes in the clear.</param>
    /// <param name="port">0 for any.</param>
    public static async Task<SmtpServer> Start(TestCertificates.Pair? certificate = null, int port = 0, string manner = "normal")
    {
        var folder = Directory.CreateTempSubdirectory("clinic-mailbox-");
        var start = new ProcessStartInfo(Needs.Aiosmtpd());
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Delivery", "smtp_server.py"), "--mailbox", folder.FullName, "--port", port.ToString(CultureInfo.InvariantCulture), "--manner", manner];
        if (certificate is not null) arguments = [.. arguments, "--certificate", certificate.Certificate, "--key", certificate.Key, "--user", User, "--password", Password];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var child = ChildProgram.Start(start);
        var listening = await child.Lines.Find(line => line.StartsWith("listening ", StringComparison.Ordinal));
        return new(child, folder, int.Parse(listening.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    public async Task Become(string manner)
    {
        var from = program.Lines.SoFar.Count;
        program.Tell(manner);
        await program.Lines.Find(line => line == $"manner {manner}", from);
    }

    /// <summary>The envelope of the message that came as number <paramref name="number"/>, waited for.</summary>
    public Task<string> Arrival(int number = 1) => program.Lines.Find(line => line.StartsWith($"accepted {number:0000}.eml ", StringComparison.Ordinal));

    /// <summary>Waits for a message with the reference in its subject.</summary>
    public Task<string> ArrivalOf(string reference) => program.Lines.Find(line => line.StartsWith("accepted ", StringComparison.Ordinal) && line.EndsWith(" " + reference, StringComparison.Ordinal));

    public async Task<ReceivedMail> Mail(int number = 1)
    {
        await Arrival(number);
        return Mailbox[number - 1];
    }

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        mailbox.Delete(recursive: true);
    }
}
