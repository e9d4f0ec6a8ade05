using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>Who walks the site by keyboard sees where they are: something changes around each place where the focus stops.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class FocusTests(OpenHouse house)
{
    const int Margin = 8;
    /// <summary>The pixels whose contrast changes by 3 to 1 or more: a ring of 2 px around the smallest target has 200.</summary>
    const int LeastChange = 100;

    static readonly (int Width, ColorScheme Scheme, ForcedColors Forced)[] Looks =
    [
        (390, ColorScheme.Light, ForcedColors.None), (1280, ColorScheme.Light, ForcedColors.None),
        (1280, ColorScheme.Dark, ForcedColors.None), (390, ColorScheme.Light, ForcedColors.Active),
    ];

    [SkippableFact]
    public async Task Something_visible_changes_around_every_stop()
    {
        var paths = await house.PublicPages();
        var walks = await Task.WhenAll(Looks.Select(look => WalkThrough([.. paths, .. AccessibilityTests.Unlinked], look.Width, look.Scheme, look.Forced)));

        Assert.All(walks, walk => Assert.True(walk.Stops > 60, $"Only {walk.Stops} stops were seen."));
        var unseen = walks.Zip(Looks).SelectMany(pair => pair.First.Unseen.Select(stop => $"{pair.Second}: {stop}"));
        Assert.True(!unseen.Any(), string.Join('\n', unseen));
    }

    async Task<Walk> WalkThrough(IReadOnlyList<string> paths, int width, ColorScheme scheme, ForcedColors forced)
    {
        var page = await house.Visit(new() { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme, ForcedColors = forced, ReducedMotion = ReducedMotion.Reduce });
        var walk = new Walk(page, await page.Context.NewPageAsync());
        foreach (var path in paths)
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            await walk.Along();
        }
        await foreach (var _ in RequestStates.Of(page, house)) await walk.Along();
        await page.Context.CloseAsync();
        return walk;
    }

    sealed class Walk(IPage page, IPage judge)
    {
        // Of each kind of stop one is looked at: a page has dozens of citations, which are drawn by one rule.
        readonly HashSet<string> seen = new(StringComparer.Ordinal);
        ICDPSession? camera;

        public int Stops { get; private set; }

        public List<string> Unseen { get; } = [];

        public async Task Along()
        {
            // From here on the browser takes its reader for one with a keyboard.
            await page.Keyboard.PressAsync("Tab");
            var kinds = await page.EvaluateAsync<string[]>(
                """
                () => {
                    const kind = e => e.tagName === 'BODY' ? '' : `${kind(e.parentElement)} ${e.tagName}.${e.className}`;
                    const all = document.querySelectorAll('a[href], button, input:not([type=hidden], [tabindex="-1"]), select, textarea, summary, [tabindex="0"]');
                    window.stops = [...all].filter(e => e.checkVisibility());
                    return window.stops.map(kind);
                }
                """);
            foreach (var (index, kind) in kinds.Index())
            {
                if (!seen.Add(kind)) continue;
                Stops++;
                if (await Fault(index) is { } fault) Unseen.Add(fault);
            }
        }

        async Task<string?> Fault(int index)
        {
            var stop = await page.EvaluateHandleAsync("index => { const stop = window.stops[index]; stop.focus(); return stop; }", index);
            // A box or radio button may show its focus around its label. The place is that on the page, cut to what is in sight.
            var place = await stop.EvaluateAsync<double[]>(
                """
                (e, margin) => {
                    const { left, top, right, bottom } = (e.closest('.choice') ?? e).getBoundingClientRect();
                    const x = Math.max(0, left - margin), y = Math.max(0, top - margin);
                    return [x + scrollX, y + scrollY, Math.min(innerWidth, right + margin) - x, Math.min(innerHeight, bottom + margin) - y];
                }
                """, Margin);
            var name = await stop.EvaluateAsync<string>("e => `${location.pathname} ${e.outerHTML.slice(0, 90)}`");
            if (place[2] <= 0 || place[3] <= 0) return $"{name} is out of sight";
            var with = await Picture(place);
            await stop.EvaluateAsync("e => e.blur()");
            var changed = await Changed(with, await Picture(place));
            return changed >= LeastChange ? null : $"{name}: {changed} pixels";
        }

        // Playwright's own way to take a picture waits for what never comes here, and takes ten times as long.
        async Task<string> Picture(double[] place)
        {
            camera ??= await page.Context.NewCDPSessionAsync(page);
            var clip = new Dictionary<string, object> { ["x"] = place[0], ["y"] = place[1], ["width"] = place[2], ["height"] = place[3], ["scale"] = 1 };
            var taken = await camera.SendAsync("Page.captureScreenshot", new Dictionary<string, object> { ["clip"] = clip, ["optimizeForSpeed"] = true });
            return taken!.Value.GetProperty("data").GetString()!;
        }

        Task<int> Changed(string with, string without) => judge.EvaluateAsync<int>(
            """
            async pictures => {
                const [a, b] = await Promise.all(pictures.map(async picture => {
                    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), c => c.charCodeAt(0))]));
                    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
                    canvas.drawImage(bitmap, 0, 0);
                    return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
                }));
                const linear = c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
                const light = (data, i) => .2126 * linear(data[i]) + .7152 * linear(data[i + 1]) + .0722 * linear(data[i + 2]) + .05;
                let changed = 0;
                for (let i = 0; i < a.length; i += 4) {
                    const ratio = light(a, i) / light(b, i);
                    if (ratio >= 3 || ratio <= 1 / 3) changed++;
                }
                return changed;
            }
            """, new[] { with, without });
    }
}
