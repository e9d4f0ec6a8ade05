namespace Clinic.Web.Tests.Site;

/// <summary>No address leads out of the site, and none to what only its operator may see.</summary>
[Trait("Pace", "Slow")]
public sealed class PathTests(WireSite site) : IClassFixture<WireSite>
{
    static readonly string[] Outward =
    [
        "/../etc/passwd", "/../../../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/..%5c..%5cetc%5cpasswd", "/..\\..\\etc\\passwd",
        "/%252e%252e/%252e%252e/etc/passwd", "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd", "/%uff0e%uff0e/etc/passwd", "/....//....//etc/passwd", "/..;/..;/etc/passwd", "/./././etc/passwd", "//etc/passwd", "///etc/passwd",
        "/assets/../appsettings.json", "/assets/..%2fappsettings.json", "/assets/%2e%2e/appsettings.json", "/assets//etc/passwd", "/assets/..%5cappsettings.json", "/assets/site.css%00.png", "/assets/", "/assets",
        "/articles/../appsettings.json", "/articles/..%2f..%2fappsettings.json", "/articles/%2e%2e%2fclinic.yaml", "/articles/side-effects/../../clinic.yaml", "/articles/side-effects/..%2f..%2f..%2fclinic.yaml",
        "/articles/side-effects.md", "/pages/home.md", "/articles/side-effects%2f", "/articles/side-effects/.", "/articles/side-effects%20", "/articles/side-effects.html", "/articles//side-effects",
        "/clinic.yaml", "/content/clinic.yaml", "/content/consent/", "/wwwroot/site.css", "/site.css", "/appsettings.json", "/appsettings.Production.json", "/Clinic.Web.dll", "/Clinic.Web.pdb", "/Clinic.Web.deps.json", "/web.config",
        "/var/requests.db", "/requests.db", "/store/requests.db", "/keys/", "/error", "/error/", "/error/abc", "/request", "/request/", "/request/..%2f", "/file:///etc/passwd", "/http:/evil.example/", "/@evil.example",
    ];

    // What programs that look for open doors ask every site for.
    static readonly string[] AskedOfEverySite =
    [
        ".env", ".env.local", ".git/HEAD", ".git/config", ".gitignore", ".svn/entries", ".hg/store", ".DS_Store", ".htaccess", ".htpasswd", ".aws/credentials", ".ssh/id_rsa", ".npmrc", ".dockerenv", ".vscode/settings.json", ".idea/workspace.xml", ".bash_history",
        "admin", "administrator", "admin/login", "login", "signin", "user/login", "wp-admin", "wp-login.php", "wp-config.php", "wp-content", "xmlrpc.php", "wp-json", "phpmyadmin", "phpinfo.php", "info.php", "index.php", "test.php", "shell.php", "cgi-bin/test.cgi",
        "api", "api/v1", "graphql", "swagger", "swagger/index.html", "swagger.json", "openapi.json", "openapi/v1.json", "metrics", "actuator", "actuator/env", "actuator/health", "health", "healthcheck", "status", "server-status", "server-info", "nginx_status", "stats", "trace", "trace.axd", "elmah.axd", "debug", "debug/pprof", "console", "jmx-console", "hangfire", "dev", "dev/mail", "_profiler", "_framework/blazor.web.js", "_vs/browserLink", "__debug__",
        "backup", "backup.zip", "backup.sql", "backup.tar.gz", "db.sql", "dump.sql", "database.sqlite", "site.zip", "www.zip", "old", "test", "tmp", "temp", "log", "logs", "log.txt", "error.log", "access.log", "uploads", "files", "download", "private", "secret", "secrets", "config", "config.json", "config.yml", "docker-compose.yml", "Dockerfile", "package.json", "composer.json", "Gemfile", "Makefile", "README.md", "LICENSE",
        "crossdomain.xml", "clientaccesspolicy.xml", "signalr", "hub", "ws", "socket.io", "manager/html", "solr", "jenkins", "owa", "ecp", "autodiscover/autodiscover.xml", "remote/login", "boaform/admin/formLogin", "HNAP1", "sdk", "vendor/phpunit/phpunit/phpunit.xml", "telescope", "_ignition/health-check", ".well-known/openid-configuration", ".well-known/change-password",
    ];

    [Fact]
    public async Task No_address_leads_out_of_the_site()
    {
        foreach (var address in Outward)
        {
            var answer = await Ask(address);
            Assert.True(StatusOf(answer) is 301 or 400 or 404, $"{address} is answered with {answer.Split('\r')[0]}");
            AssertTellsNothing(address, answer);
        }
    }

    [Fact]
    public async Task What_every_site_is_asked_for_is_not_there()
    {
        foreach (var address in AskedOfEverySite.SelectMany(name => new[] { $"/{name}", $"/{name}~", $"/{name}.bak" }))
        {
            var answer = await Ask(address);
            // Capitals lead to small letters first.
            if (StatusOf(answer) == 301) answer = await Ask(address.ToLowerInvariant());
            Assert.Equal((address, 404), (address, StatusOf(answer)));
            AssertTellsNothing(address, answer);
        }
    }

    [Theory]
    [InlineData("/ARTICLES", "/articles")]
    [InlineData("/articles///", "/articles")]
    [InlineData("/Is-Ketamine-Right-For-Me/", "/is-ketamine-right-for-me")]
    public async Task An_address_spelled_otherwise_leads_to_the_one_it_means(string address, string leadsTo) =>
        Assert.Contains($"\r\nLocation: {leadsTo}\r\n", await Ask(address), StringComparison.Ordinal);

    [Fact]
    public async Task No_address_leads_a_visitor_to_another_site()
    {
        string[] others = ["evil.example", "evil%2eexample", "evil.example%2f..", "%65vil.example", "EVIL.example", "evil.example:443", "x@evil.example", "[::1]"];
        string[] before = ["//", "///", "/\\", "/%5c", "/%2f", "/.//", "/;//", "/%09/", "/articles//", "/articles/..//", "/http://", "/https:/", "/@", "/?next=//", "/?url=https://", "/search?q=//", "/#//", "/%0d%0aLocation:%20//", "/%e2%80%a8//", "/articles/%0aLocation:%20https://", "/javascript:", "/ARTICLES//", "/ARTICLES/\\"];
        foreach (var address in before.SelectMany(start => others.SelectMany(other => new[] { start + other, start + other + "/" })))
        {
            var answer = await Ask(address);
            var location = answer.Split("\r\n").Where(line => line.StartsWith("Location:", StringComparison.OrdinalIgnoreCase)).Select(line => line["Location:".Length..].Trim()).ToList();
            Assert.True(location.Count <= 1 && location.TrueForAll(to => to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) && !to.Contains('\\')), $"{address} leads to {string.Join(" and ", location)}");
        }
    }

    Task<string> Ask(string address) => site.Exchange($"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    static int StatusOf(string answer) => int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    static void AssertTellsNothing(string address, string answer)
    {
        foreach (var secret in new[] { "root:x:", "MinimumLevel", "demonstration:", "SQLite format", "next-review:" })
            Assert.False(answer.Contains(secret, StringComparison.Ordinal), $"{address} tells {secret}");
    }
}
