namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// A body that is rendered when it is first asked for. What is wrong with it and how long it takes to read are kept; the body itself only
/// while somebody uses it or memory is plenty, and then it is rendered again: thousands of them fill a machine, and their pages are kept as bytes.
/// </summary>
public sealed class Rendition(Func<(RenderedBody Body, IReadOnlyList<ContentProblem> Problems)> render)
{
    readonly Lock gate = new();
    readonly WeakReference<RenderedBody> kept = new(null!);
    IReadOnlyList<ContentProblem>? problems;
    int readingMinutes;

    public RenderedBody Body
    {
        get
        {
            lock (gate)
            {
                if (kept.TryGetTarget(out var body)) return body;
                (body, problems) = render();
                readingMinutes = body.ReadingMinutes;
                kept.SetTarget(body);
                return body;
            }
        }
    }

    public IReadOnlyList<ContentProblem> Problems
    {
        get
        {
            RenderOnce();
            return problems!;
        }
    }

    public int ReadingMinutes
    {
        get
        {
            RenderOnce();
            return readingMinutes;
        }
    }

    void RenderOnce()
    {
        lock (gate)
        {
            if (problems is null) _ = Body;
        }
    }
}
