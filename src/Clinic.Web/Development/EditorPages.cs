using System.Net;
using System.Text;
using System.Text.Json;
using Clinic.Web.Articles;
using Clinic.Web.Site;
using Microsoft.AspNetCore.Http.Features;

namespace Clinic.Web.Development;

/// <summary>
/// /admin: Decap CMS for people who do not write markdown, saving into the content folder. For browsers on this machine
/// only.
/// </summary>
static partial class EditorPages
{
    const string GetIt = ".ci/get-editor";

    /// <summary>A text of the largest size and some pictures, in base64.</summary>
    const long LargestSave = 4 * 1024 * 1024;

    static readonly TimeSpan UntilLive = TimeSpan.FromSeconds(5);

    // Decap builds its styles and some of its code while it runs. It may load and send nothing elsewhere.
    const string Policy = "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob:; form-action 'none'; base-uri "
        + "'none'; frame-ancestors 'none'";

    const string Page = """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Editor</title>
        <link rel="cms-config-url" type="text/yaml" href="/admin/form.yml">
        </head><body><script src="/admin/files/decap-cms.js"></script><script src="/admin/after-save.js"></script></body></html>
        """;

    const string AfterSave = """
        // After a save: what the proofreader says of the text, in words.
        CMS.registerEventListener({ name: "postSave", handler: async ({ entry }) => {
          const answer = await fetch("/admin/problems?file=" + encodeURIComponent(entry.get("path")));
          const said = await answer.json();
          document.getElementById("said")?.remove();
          const note = Object.assign(document.createElement("aside"), { id: "said" });
          note.setAttribute("role", "status");
          note.style.cssText = "position:fixed;inset:auto 1rem 1rem auto;max-inline-size:30rem;max-block-size:60vh;"
            + "overflow:auto;padding:1rem;background:#fffbe6;color:#222;border:2px solid #8a6d00;z-index:99999";
          const link = Object.assign(document.createElement("a"), { href: said.address, target: "_blank", textContent: "See the page" });
          const list = document.createElement("ul");
          for (const line of said.problems) list.append(Object.assign(document.createElement("li"), { textContent: line }));
          const close = Object.assign(document.createElement("button"), { textContent: "Close", onclick: () => note.remove() });
          note.append(Object.assign(document.createElement("p"), { textContent: said.says }), list, link, " ", close);
          document.body.append(note);
        } });
        """;

    public static void MapEditor(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<SiteSettings>();
        var backend = new EditorBackend(settings.ContentFolder);
        var editor = app.MapGroup("/admin").AddEndpointFilter(async (call, next) => IsFromHere(call.HttpContext,
            settings) ? await next(call)
            : Results.Text("The editor is for browsers on this machine, and for its own page only.",
            statusCode: StatusCodes.Status403Forbidden));
        editor.MapGet("", (HttpContext context) => Show(context, settings));
        editor.MapGet("form.yml", (ArticleLibrary library) =>
            Results.Text(JsonSerializer.Serialize(EditorForm.Of(library.Current)), "text/yaml", Encoding.UTF8));
        editor.MapGet("after-save.js", () => Results.Text(AfterSave, "text/javascript", Encoding.UTF8));
        editor.MapGet("files/{name}", (string name) => Script(settings, name));
        editor.MapGet("problems", (string file, ContentDesk desk) => Problems(file, desk));
        editor.MapPost("api", (HttpContext context, ArticleLibrary library) => Answer(context, backend, library))
            .DisableAntiforgery();
    }

    static IResult Show(HttpContext context, SiteSettings settings)
    {
        if (!File.Exists(Path.Combine(settings.EditorFolder, "decap-cms.js")))
            return DevelopmentRoom.Html("Editor", $"<p>The editor is not here yet. Run <code>{GetIt}</code> once, at "
                + $"the top of the repository, and open this page again.</p>");
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(Page, "text/html", Encoding.UTF8);
    }

    static IResult Script(SiteSettings settings, string name)
    {
        var file = Path.Combine(settings.EditorFolder, name);
        return name.EndsWith(".js", StringComparison.Ordinal)
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && File.Exists(file)
            ? Results.File(Path.GetFullPath(file), "text/javascript; charset=utf-8")
            : Results.NotFound();
    }

    static IResult Problems(string file, ContentDesk desk)
    {
        var found = desk.Problems().Where(problem => problem.File == file).ToList();
        var broken = found.Exists(problem => problem.Severity == ProblemSeverity.Error);
        return Results.Json(new
        {
            says = found.Count == 0 ? "Saved. Nothing to mend." : broken
                ? "Saved, but readers still see the last good version, or none, until this is mended:"
                : "Saved. To look at, when you can:",
            problems = found.Select(problem =>
                $"Line {problem.Line}: {problem.Wrong} Expected: {problem.Expected} {problem.Rule.Mend}"),
            address = ContentDesk.AddressOf(file),
        });
    }

    static async Task<IResult> Answer(HttpContext context, EditorBackend backend, ArticleLibrary library)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestSave;
        try
        {
            using var asked =
                await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var saved = EditorBackend.Saved(asked.RootElement).ToList();
            using var live = new SemaphoreSlim(0);
            void OnSwap(object? sender, EventArgs e) => live.Release();
            library.Swapped += OnSwap;
            try
            {
                var answer = backend.Answer(asked.RootElement);
                // What is said of the text next is said of these words. A save that changes nothing brings no new
                // snapshot.
                if (saved.Count > 0) await live.WaitAsync(UntilLive, context.RequestAborted);
                return Results.Json(answer);
            }
            finally
            {
                library.Swapped -= OnSwap;
            }
        }
        catch (EditorBackend.RefusedException e)
        {
            return Results.Json(new { error = e.Message }, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return Results.Json(new { error = "The editor's request could not be read." },
                statusCode: StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Results.Json(new
            {
                error = $"The file could not be saved ({e.GetType().Name}). Your text is still "
                + $"here; check the disk and the folder's permissions, and press save again."
            },
                statusCode: StatusCodes.Status500InternalServerError);
        }
    }

    // No other machine, and no page of another site in the browser of the person who writes.
    static bool IsFromHere(HttpContext context, SiteSettings settings) =>
        (context.Connection.RemoteIpAddress is null || IPAddress.IsLoopback(context.Connection.RemoteIpAddress))
        && (HttpMethods.IsGet(context.Request.Method)
            || (context.Request.HasJsonContentType() && context.Request.Headers.Origin is [{ } origin]
            && origin == $"{context.Request.Scheme}://{context.Request.Host}"
            && settings.IsOwnHost(context.Request.Host)));
}
