namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// A body that is rendered when it is first asked for. What is wrong with it and how long it takes to read are kept.
/// One that is not kept is let go when memory is wanted, and then rendered again: thousands of them fill a machine, and
/// their pages are kept as bytes.
/// </summary>
public sealed class LazyBody(Func<(RenderedBody Body, IReadOnlyList<ContentProblem> Problems)> render, bool isKept)
{
    readonly Lock gate = new();
    readonly WeakReference<RenderedBody> last = new(null!);
    RenderedBody? kept;
    IReadOnlyList<ContentProblem>? problems;
    int readingMinutes;

    public RenderedBody Body
    {
        get
        {
            lock (gate)
            {
                if ((kept ?? Last()) is { } known) return known;
                (var body, problems) = render();
                readingMinutes = body.ReadingMinutes;
                last.SetTarget(body);
                if (isKept) kept = body;
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

    RenderedBody? Last() => last.TryGetTarget(out var body) ? body : null;

    void RenderOnce()
    {
        lock (gate)
        {
            if (problems is null) _ = Body;
        }
    }
}
