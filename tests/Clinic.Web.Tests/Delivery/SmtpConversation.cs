using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Clinic.Web.Tests.Delivery;

/// <summary>One connection to the scripted server.</summary>
sealed class SmtpConversation(TcpClient client, SmtpScript script, Action<string> keep, Action<string> heardInTheClear, CancellationToken cancel)
{
    // Who is to stop in the middle of a message must not have read all of it at once.
    readonly byte[] heard = new byte[script.StopsReadingAfter is null ? 4096 : 1];
    Stream stream = client.GetStream();
    bool isSecured;
    int next;
    int end;

    public async Task Run()
    {
        if (script.IsSecuredAtOnce) await Secure();
        await Say(script.Banner);
        while (await ReadLine() is { } line)
        {
            if (!isSecured) heardInTheClear(line);
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await Say(script.Ehlo.Length > 0 ? script.Ehlo : Greeting());
                    break;
                case "STARTTLS":
                    await Say(script.StartTls);
                    if (script.StartTls.StartsWith("220", StringComparison.Ordinal)) await Secure();
                    break;
                case "AUTH":
                    if (script.Auth.StartsWith("235", StringComparison.Ordinal) && line.Contains("LOGIN", StringComparison.OrdinalIgnoreCase))
                    {
                        await Say("334 UGFzc3dvcmQ6");
                        await ReadLine();
                    }
                    await Say(script.Auth);
                    break;
                case "MAIL":
                    await Say(script.Mail);
                    break;
                case "RCPT":
                    await Say(script.Rcpt);
                    break;
                case "DATA":
                    await Say(script.Data);
                    if (script.Data.StartsWith("354", StringComparison.Ordinal)) await Take();
                    break;
                case "QUIT":
                    await Say(script.Quit);
                    return;
                default:
                    await Say("250 ok");
                    break;
            }
        }
    }

    string Greeting()
    {
        var offers = new List<string> { "scripted" };
        if (script.Certificate is not null && !isSecured) offers.Add("STARTTLS");
        if (script.OffersAuth || (script.OffersAuthInTheClear && !isSecured)) offers.Add("AUTH LOGIN PLAIN");
        return string.Join("\r\n", offers.Select((offer, i) => $"250{(i == offers.Count - 1 ? ' ' : '-')}{offer}"));
    }

    async Task Secure()
    {
        if (script.InjectedAfterStartTls.Length > 0) await Send(script.InjectedAfterStartTls);
        if (script.StallsTls) await UntilTheyLeave();
        if (script.Certificate is not { } certificate) throw new IOException("no TLS");
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = script.Protocols }, cancel);
        (stream, isSecured) = (secured, true);
    }

    async Task Take()
    {
        var message = new StringBuilder();
        while (true)
        {
            if (message.Length >= script.StopsReadingAfter)
            {
                if (script.ClosesInBody) throw Closed();
                await Task.Delay(ScriptedSmtp.LongerThanAnyPatience, cancel);
                await UntilTheyLeave();
            }
            var line = await ReadLine() ?? throw new IOException("left in the body");
            if (line == ".") break;
            message.Append(line).Append("\r\n");
        }
        if (script.Dot.StartsWith("250", StringComparison.Ordinal) || script.KeepsBeforeDot) keep(message.ToString());
        await Say(script.Dot);
    }

    /// <summary>An answer, or what is done instead of one.</summary>
    async Task Say(string answer)
    {
        switch (answer)
        {
            case SmtpScript.Stall:
                await UntilTheyLeave();
                break;
            case SmtpScript.Close:
                throw Closed();
            case SmtpScript.Drip:
                foreach (var c in "250 kept, a byte at a time\r\n")
                {
                    await Send(c.ToString());
                    await Task.Delay(TimeSpan.FromMilliseconds(5), cancel);
                }
                break;
            case SmtpScript.TenMegabytes:
                for (var sent = 0; sent < 10 * 1024; sent++) await Send(new string('x', 1024));
                await Send("\r\n");
                break;
            case SmtpScript.Endless:
                while (true) await Send("250-and\r\n");
            case SmtpScript.EndlessDrip:
                while (true)
                {
                    await Send("250-and\r\n");
                    await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
                }
            case { } late when late.StartsWith(SmtpScript.Late, StringComparison.Ordinal):
                await Task.Delay(TimeSpan.FromSeconds(0.5), cancel);
                await Send(late[SmtpScript.Late.Length..] + "\r\n");
                break;
            default:
                await Send(answer + "\r\n");
                if (answer.StartsWith("421", StringComparison.Ordinal)) throw Closed();
                break;
        }
    }

    async Task UntilTheyLeave()
    {
        var rest = new byte[4096];
        while (await stream.ReadAsync(rest, cancel) > 0)
        {
        }
        throw new IOException("they left");
    }

    IOException Closed()
    {
        client.Client.Close(timeout: 0);
        return new("closed as told");
    }

    async Task Send(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancel);

    async Task<string?> ReadLine()
    {
        var line = new StringBuilder();
        while (await ReadByte() is { } one)
        {
            if (one == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one);
        }
        return null;
    }

    // Who asks for TLS waits for the answer, so nothing of the handshake is ever read with the line before it.
    async ValueTask<byte?> ReadByte()
    {
        if (next == end) (next, end) = (0, await stream.ReadAsync(heard, cancel));
        return end == 0 ? null : heard[next++];
    }
}
