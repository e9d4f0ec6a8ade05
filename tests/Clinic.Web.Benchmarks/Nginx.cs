using System.Diagnostics;

namespace Clinic.Web.Benchmarks;

/// <summary>nginx with the same bytes, packed beforehand. Bare, or with the same duties as the site: headers, host, log.</summary>
sealed class Nginx : IAsyncDisposable
{
    /// <summary>Where it has the article.</summary>
    public const string Article = "/article";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-nginx-");
    readonly Process process;

    Nginx(IReadOnlyDictionary<string, byte[]> bytesByEncoding, IEnumerable<(string Name, string Value)> headers, bool hasDuties, int? core)
    {
        Port = Tool.FreePort();
        Directory.CreateDirectory(Path.Combine(folder.FullName, "root"));
        foreach (var (encoding, bytes) in bytesByEncoding) File.WriteAllBytes(Path.Combine(folder.FullName, "root", "article.html" + encoding switch { "br" => ".br", "gzip" => ".gz", _ => "" }), bytes);
        var duties = hasDuties
            ? string.Concat(headers.Select(header => $"add_header {header.Name} \"{header.Value}\" always;\n")) + $"access_log {folder.FullName}/access.log combined buffer=64k flush=1s;"
            : "access_log off;";
        File.WriteAllText(Path.Combine(folder.FullName, "nginx.conf"), $$"""
            load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1;
            daemon off;
            pid {{folder.FullName}}/pid;
            error_log {{folder.FullName}}/error.log;
            events { worker_connections 4096; }
            http {
              types { text/html html; }
              charset utf-8;
              sendfile on;
              tcp_nopush on;
              tcp_nodelay on;
              keepalive_requests 100000000;
              server_tokens off;
              open_file_cache max=1000 inactive=60s;
              brotli_static on;
              gzip_static on;
              client_body_temp_path {{folder.FullName}}/body;
              proxy_temp_path {{folder.FullName}}/proxy;
              fastcgi_temp_path {{folder.FullName}}/fastcgi;
              uwsgi_temp_path {{folder.FullName}}/uwsgi;
              scgi_temp_path {{folder.FullName}}/scgi;
              {{duties}}
              server { listen 127.0.0.1:{{Port}} default_server; return 400; }
              server { listen 127.0.0.1:{{Port}}; server_name {{PublishedSite.Host}}; root {{folder.FullName}}/root; location = {{Article}} { try_files /article.html =404; } }
            }
            """);
        var command = Tool.OnCore(core, "nginx", "-c", Path.Combine(folder.FullName, "nginx.conf"));
        process = Tool.Start(command[0], command[1..], new Dictionary<string, string>());
    }

    public int Port { get; }

    /// <summary>The process that answers.</summary>
    public async Task<int> Worker() => int.Parse((await Tool.Run("pgrep", "-P", $"{process.Id}")).Trim().Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A bare one on all cores, beside the site: what it feels, the machine does and not the site.</summary>
    public static async Task<Nginx> StartBeside(PublishedSite site)
    {
        var (bytes, headers) = await Articles.Fetch(site);
        return await Start(bytes, headers, hasDuties: false, core: null);
    }

    public static async Task<Nginx> Start(IReadOnlyDictionary<string, byte[]> bytesByEncoding, IEnumerable<(string Name, string Value)> headers, bool hasDuties, int? core)
    {
        var nginx = new Nginx(bytesByEncoding, headers, hasDuties, core);
        using var browser = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            if (nginx.process.HasExited) throw new InvalidOperationException($"nginx ended: {await nginx.process.StandardError.ReadToEndAsync()}");
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{nginx.Port}{Article}") { Headers = { Host = PublishedSite.Host, AcceptEncoding = { new("br") } } };
                using var answer = await browser.SendAsync(request);
                var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                return bytes.SequenceEqual(bytesByEncoding["br"]) ? nginx : throw new InvalidOperationException("nginx serves other bytes.");
            }
            catch (HttpRequestException) when (tries < 200)
            {
                await Task.Delay(10);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Tool.Run("kill", "-TERM", $"{process.Id}");
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }
}
