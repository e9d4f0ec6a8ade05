using System.Net;
using System.Text;
using Clinic.Web.Articles;

namespace Clinic.Web.Development;

/// <summary>Pages reload themselves after a save, and /dev/content lists what is wrong in the whole folder.</summary>
static class PreviewPages
{
    const string Reload = """
        const changes = new EventSource("/dev/changes");
        changes.onmessage = () => location.reload();
        addEventListener("pagehide", () => changes.close());
        """;

    public static void MapPreview(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (!ContentDesk.IsPrivate(context.Request.Path)
                && !context.Request.Path.StartsWithSegments("/staff", StringComparison.Ordinal))
                context.Response.Headers.ContentSecurityPolicy =
                    $"{context.Response.Headers.ContentSecurityPolicy}; script-src 'self'";
            return next(context);
        });
        app.MapGet(ContentDesk.Script, () => Results.Text(Reload, "text/javascript", Encoding.UTF8));
        app.MapGet("/dev/changes", Changes);
        app.MapGet("/dev/content", (ContentDesk desk) => DevelopmentRoom.Html("Content", List(desk.Problems())));
    }

    /// <summary>One event each time the content folder was read anew.</summary>
    static async Task Changes(HttpContext context, ArticleLibrary library, IHostApplicationLifetime lifetime)
    {
        using var end =
            CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var swapped = new SemaphoreSlim(0);
        void OnSwap(object? sender, EventArgs e) => swapped.Release();
        library.Swapped += OnSwap;
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.WriteAsync(": listening\n\n", end.Token);
            while (true)
            {
                await context.Response.Body.FlushAsync(end.Token);
                await swapped.WaitAsync(end.Token);
                await context.Response.WriteAsync("data: changed\n\n", end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the site stops.
        }
        finally
        {
            library.Swapped -= OnSwap;
        }
    }

    static string List(IReadOnlyList<ContentProblem> problems)
    {
        if (problems.Count == 0) return "<p>Nothing to mend.</p>";
        var list = new StringBuilder($"<p>{problems.Count} to mend. An error keeps the file's last good version up; a warning does not.</p>");
        foreach (var file in problems.GroupBy(problem => problem.File))
        {
            list.Append($"<h2>{Text(file.Key)}</h2><ul>");
            foreach (var problem in file)
                list.Append($"<li><code>({problem.Line},{problem.Column})</code> "
                    + $"{(problem.Severity == ProblemSeverity.Warning ? "Warning: " : "")}{Text(problem.Wrong)} "
                    + $"Expected: {Text(problem.Expected)} <small>{Text(problem.Rule.Mend)}</small></li>");
            list.Append("</ul>");
        }
        return list.ToString();
    }

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
