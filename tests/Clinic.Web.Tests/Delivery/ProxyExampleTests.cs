using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The proxy examples that operators copy, in front of the real program: nothing of a visitor stays in their files.</summary>
[Trait("Pace", "Long")]
[Collection(nameof(LiveClinic))]
public sealed partial class ProxyExampleTests(TestCertificates certificates) : IAsyncDisposable
{
    const string Host = "www.clinic.example";
    const string Word = "quokkaword";
    const string Secret = "5ec0de5ec0de5ec0de5ec0de5ec0de5ec0de5ec0de5ec0de5ec0de5ec0de5ec0";
    /// <summary>Another address of this machine, to tell the visitor from the proxy.</summary>
    const string Visitor = "127.0.0.77";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-proxy-");
    readonly int port = FreePort();

    [SkippableFact]
    public async Task Nginx_writes_nothing_of_a_visitor_also_while_the_site_is_away()
    {
        var program = Needs.Program("nginx", "nginx");
        await using var site = await Site();
        var example = await File.ReadAllTextAsync(Repository.Path("src/Clinic.Web/deploy/nginx.conf"));
        example = example.Replace("127.0.0.1:5000", $"127.0.0.1:{site.Address.Port}", StringComparison.Ordinal)
            .Replace("/var/log/nginx", folder.FullName, StringComparison.Ordinal)
            .Replace("listen 443 ssl", $"listen 127.0.0.1:{port} ssl", StringComparison.Ordinal)
            .Replace("listen 80;", $"listen 127.0.0.1:{FreePort()};", StringComparison.Ordinal);
        example = Ipv6Listeners().Replace(example, "");
        example = CertificateLine().Replace(example, $"ssl_certificate {certificates.PublicHost.Certificate};");
        example = KeyLine().Replace(example, $"ssl_certificate_key {certificates.PublicHost.Key};");
        var file = await Write("nginx.conf", $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off; master_process off;
            pid {{folder}}/pid;
            error_log {{folder}}/main-error.log info;
            events { }
            http {
              access_log {{folder}}/access.log;
              client_body_temp_path {{folder}}/bodies; proxy_temp_path {{folder}}/answers;
              fastcgi_temp_path {{folder}}/fastcgi; uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              {{example}}
            }
            """);
        Directory.CreateDirectory(Path.Combine(folder.FullName, "bodies"));
        using var bodies = new FileSystemWatcher(Path.Combine(folder.FullName, "bodies")) { IncludeSubdirectories = true };
        var written = 0;
        bodies.Created += (_, _) => Interlocked.Increment(ref written);
        bodies.EnableRaisingEvents = true;

        await LeavesNoTrace(site, new(program, ["-c", file, "-e", Path.Combine(folder.FullName, "main-error.log")]));

        Assert.Equal(0, written);
    }

    [SkippableFact]
    public async Task Caddy_writes_nothing_of_a_visitor_also_while_the_site_is_away()
    {
        var program = Needs.Program("caddy", "caddy");
        await using var site = await Site();
        var example = await File.ReadAllTextAsync(Repository.Path("src/Clinic.Web/deploy/Caddyfile"));
        example = example.Replace("127.0.0.1:5000", $"127.0.0.1:{site.Address.Port}", StringComparison.Ordinal)
            .Replace($"{Host} {{", $"https://{Host}:{port} {{\n\ttls {certificates.PublicHost.Certificate} {certificates.PublicHost.Key}", StringComparison.Ordinal)
            .Replace("\tlog {", "\tadmin off\n\tauto_https disable_redirects\n\tlog {", StringComparison.Ordinal);
        var file = await Write("Caddyfile", example);
        var start = new ProcessStartInfo(program, ["run", "--config", file, "--adapter", "caddyfile"]);
        foreach (var place in new[] { "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME" }) start.Environment[place] = folder.FullName;

        await LeavesNoTrace(site, start);
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    async Task LeavesNoTrace(SiteProcess site, ProcessStartInfo start)
    {
        await using var proxy = ChildProgram.Start(start);
        using var browser = Browser();
        await Eventually.Holds(async () => await IsThere(browser), SentMails.Patience, "the proxy answers");

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri($"/search?q={Word}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri($"/request/{Secret}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post(browser)).StatusCode);
        await site.Kill();
        Assert.Equal(HttpStatusCode.BadGateway, (await browser.GetAsync(new Uri($"/search?q={Word}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, (await browser.GetAsync(new Uri($"/request/{Secret}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, (await Post(browser)).StatusCode);
        await proxy.Terminate();

        var said = folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadAllLines(file.FullName), (file, line) => $"{file.Name}: {line}").Concat(proxy.Lines.SoFar);
        Assert.DoesNotContain(said, line => new[] { Word, Secret, Visitor }.Any(trace => line.Contains(trace, StringComparison.OrdinalIgnoreCase)));
    }

    static async Task<HttpResponseMessage> Post(HttpClient browser)
    {
        // The largest that the proxy lets through, in small pieces.
        using var body = new StringContent("Message=" + string.Concat(Enumerable.Repeat(Word, 20_000)));
        return await browser.PostAsync(new Uri($"/is-ketamine-right-for-me?{Word}", UriKind.Relative), body);
    }

    static async Task<bool> IsThere(HttpClient browser)
    {
        try
        {
            return (await browser.GetAsync(new Uri("/", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    HttpClient Browser()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(Visitor), 0));
                await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = { CertificateChainPolicy = certificates.Trusted() },
        };
        return new(handler) { BaseAddress = new($"https://{Host}:{port}"), DefaultRequestHeaders = { Host = Host } };
    }

    Task<SiteProcess> Site() => SiteProcess.Start("Production", "http", new Dictionary<string, string>
    {
        ["Site:PublicUrl"] = $"https://{Host}",
        ["Store:Folder"] = Path.Combine(folder.FullName, "store"),
        ["Mail:Mode"] = "Notice",
        ["Mail:Host"] = "localhost",
        ["Mail:From"] = "website@clinic.example",
        ["Mail:To"] = "requests@clinic.example",
    });

    async Task<string> Write(string name, string text)
    {
        // Apart from what the proxy itself writes, which is searched.
        var file = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^ *listen \[::\].*$", RegexOptions.Multiline)]
    private static partial Regex Ipv6Listeners();

    [GeneratedRegex(@"ssl_certificate +[^;]+;")]
    private static partial Regex CertificateLine();

    [GeneratedRegex(@"ssl_certificate_key +[^;]+;")]
    private static partial Regex KeyLine();
}
