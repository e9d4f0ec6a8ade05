using System.Net;
using Clinic.Web.Clinic;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// The named boxes a text may hold (::: name … :::): some frame their own words, some stand for clinic data.
/// </summary>
public sealed class ContentBoxes(RenderingData data) : HtmlObjectRenderer<CustomContainer>
{
    public const string Crisis = "crisis";
    public const string Routes = "routes";
    public const string Costs = "costs";

    static readonly Dictionary<string, string> Frames = new(StringComparer.Ordinal)
    {
        ["in-short"] = "In short",
        ["key-facts"] = "Key facts",
        ["risks"] = "Know the risks",
        ["questions"] = "",
        ["faq"] = "",
        ["can-say"] = "",
        ["cannot-say"] = "",
    };

    static readonly Dictionary<string, Action<HtmlRenderer, CustomContainer,
        RenderingData>> DataBoxes = new(StringComparer.Ordinal)
        {
            [Routes] = WriteRoutes,
            [Costs] = WriteCosts,
            ["phone"] = (to, _, data) => WritePhone(to, data),
            ["email"] = (to, _, data) => WriteEmail(to, data),
            ["hours"] = (to, _, data) => WriteHours(to, data),
            ["states"] = (to, _, data) => WriteStates(to, data),
            ["address"] = (to, _, data) => WriteAddress(to, data),
            [Crisis] = (to, _, data) => WriteCrisis(to, data),
            ["people"] = (to, _, data) => WritePeople(to, data),
            ["call-to-action"] = (to, _, _) => WriteCallToAction(to),
        };

    public static IEnumerable<string> Names => Frames.Keys.Concat(DataBoxes.Keys);

    public static bool IsKnown(string? name) =>
        name is not null && (Frames.ContainsKey(name) || DataBoxes.ContainsKey(name));

    public static bool StandsForData(string? name) => name is not null && DataBoxes.ContainsKey(name);

    protected override void Write(HtmlRenderer renderer, CustomContainer obj)
    {
        var name = obj.Info ?? "";
        if (DataBoxes.TryGetValue(name, out var write))
        {
            write(renderer, obj, data);
            return;
        }
        if (!Frames.TryGetValue(name, out var label)) return;
        renderer.Write(label.Length > 0 ? $"<aside class=\"box {name}\" aria-label=\"{label}\"><p "
            + $"class=\"box-label\">{label}</p>" : $"<div class=\"box {name}\">");
        renderer.WriteChildren(obj);
        renderer.WriteLine(label.Length > 0 ? "</aside>" : "</div>");
    }

    static string Text(string text) => WebUtility.HtmlEncode(text);

    static void WriteRoutes(HtmlRenderer to, CustomContainer box, RenderingData data)
    {
        var marks = RouteCitations.Of(box);
        to.WriteLine("<div class=\"table-scroll\" role=\"region\" aria-label=\"Ways ketamine is given, table\" "
            + "tabindex=\"0\"><table class=\"cards\"><thead><tr><th scope=\"col\">Way</th><th "
            + "scope=\"col\">How</th><th scope=\"col\">Share that reaches the blood</th><th scope=\"col\">US "
            + "status</th><th scope=\"col\">Evidence</th><th scope=\"col\">Session</th></tr></thead><tbody>");
        foreach (var (index, route) in data.Routes.Index())
            to.WriteLine($"<tr><th scope=\"row\">{Text(route.Name)} <small>{Text(route.Medicine)}</small></th><td "
                + $"data-label=\"How\">{Text(route.How)}</td><td data-label=\"Share that reaches the "
                + $"blood\">{Text(route.ReachesBlood)}</td><td data-label=\"US status\">{Text(route.Status)}</td><td "
                + $"data-label=\"Evidence\">{Text(route.Evidence)}{CitationRenderer.Of(marks[index])}</td><td "
                + $"data-label=\"Session\">{Text(route.Session)}</td></tr>");
        to.WriteLine("</tbody></table></div>");
    }

    static void WriteCosts(HtmlRenderer to, CustomContainer box, RenderingData data)
    {
        to.WriteLine("<div class=\"table-scroll\" role=\"region\" aria-label=\"Prices, table\" tabindex=\"0\"><table "
            + "class=\"cards prices\"><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Price</th><th "
            + "scope=\"col\">What it includes</th></tr></thead><tbody>");
        foreach (var cost in data.Costs.Items)
            to.WriteLine($"<tr><th scope=\"row\">{Text(cost.Name)}</th><td "
                + $"data-label=\"Price\"><strong>{DisplayFormat.Price(cost.Price)}</strong> {Text(cost.Unit)}</td><td "
                + $"data-label=\"What it includes\">{Text(cost.Includes)}</td></tr>");
        to.WriteLine($"</tbody></table></div><p class=\"note\">Prices as of "
            + $"{DisplayFormat.Date(data.Costs.Updated)}.</p>");
        if (data.Costs.Courses.Count > 0) WriteCourses(to, data.Costs.Courses);
        if (data.Sold.Any(route => (route.Benefit ?? route.Harm) is not null))
            WriteFindings(to, RouteCitations.Of(box), data);
    }

    static void WriteCourses(HtmlRenderer to, IReadOnlyList<Course> courses)
    {
        to.WriteLine("<div class=\"table-scroll\" role=\"region\" aria-label=\"Whole courses, table\" "
            + "tabindex=\"0\"><table class=\"cards prices\"><thead><tr><th scope=\"col\">A whole course</th><th "
            + "scope=\"col\">Sum</th><th scope=\"col\">What is in it</th></tr></thead><tbody>");
        foreach (var course in courses)
        {
            var visits = string.Join(", ", course.Visits.Select(visit => $"{visit.Times} × {visit.Cost.Name}"));
            to.WriteLine($"<tr><th scope=\"row\">{Text(course.Name)}</th><td "
                + $"data-label=\"Sum\"><strong>{DisplayFormat.Price(course.Sum)}</strong></td><td data-label=\"What "
                + $"is in it\">{Text(visits)}. {Text(course.Note)}</td></tr>");
        }
        to.WriteLine("</tbody></table></div>");
    }

    static void WriteFindings(HtmlRenderer to, IReadOnlyList<IReadOnlyCollection<(int Number, string Id)>> marks,
        RenderingData data)
    {
        to.WriteLine("<div class=\"table-scroll\" role=\"region\" aria-label=\"Benefit and harm of each treatment, "
            + "table\" tabindex=\"0\"><table class=\"cards\"><thead><tr><th scope=\"col\">Treatment</th><th "
            + "scope=\"col\">A benefit in figures</th><th scope=\"col\">A harm in figures</th></tr></thead><tbody>");
        foreach (var (row, route) in data.Sold.Index())
        {
            string Cell(Finding? finding, int at) => finding is null
                ? "" : Text(finding.Text) + CitationRenderer.Of(marks.ElementAtOrDefault(2 * row + at) ?? []);
            to.WriteLine($"<tr><th scope=\"row\">{Text(route.Name)} <small>{Text(route.Status)}</small></th><td "
                + $"data-label=\"A benefit in figures\">{Cell(route.Benefit, 0)}</td><td data-label=\"A harm in "
                + $"figures\">{Cell(route.Harm, 1)}</td></tr>");
        }
        to.WriteLine("</tbody></table></div>");
    }

    static void WritePhone(HtmlRenderer to, RenderingData data) =>
        to.WriteLine($"<p class=\"phone\"><a href=\"tel:{data.Clinic.Phone}\">Call "
            + $"{Text(data.Clinic.PhoneShown)}</a></p>");

    static void WriteEmail(HtmlRenderer to, RenderingData data) =>
        to.WriteLine($"<p class=\"email\"><a href=\"mailto:{Text(data.Clinic.Email)}\">Write to "
            + $"{Text(data.Clinic.Email)}</a></p>");

    static void WriteHours(HtmlRenderer to, RenderingData data)
    {
        to.WriteLine("<table class=\"hours\"><caption>Opening hours</caption><tbody>");
        foreach (var day in data.Clinic.Hours)
        {
            var span = day is { Opens: { } opens, Closes: { } closes }
                ? $"{DisplayFormat.Time(opens)} to {DisplayFormat.Time(closes)}" : "Closed";
            to.WriteLine($"<tr><th scope=\"row\">{day.Day}</th><td>{span}</td></tr>");
        }
        to.WriteLine("</tbody></table>");
    }

    static void WriteStates(HtmlRenderer to, RenderingData data) =>
        to.WriteLine($"<p class=\"states\">{Text(data.Clinic.StatesServed)}</p>");

    static void WriteAddress(HtmlRenderer to, RenderingData data)
    {
        var address = data.Clinic.Address;
        to.WriteLine($"<address>{Text(data.Clinic.Name)}<br>{Text(address.Street)}<br>{Text(address.City)}, "
            + $"{Text(address.Region)} {Text(address.PostalCode)}</address><p "
            + $"class=\"directions\">{Text(data.Clinic.Directions)}</p>");
    }

    static void WriteCrisis(HtmlRenderer to, RenderingData data)
    {
        var clinic = data.Clinic;
        to.WriteLine("<ul class=\"crisis-lines\">");
        foreach (var line in clinic.Crisis)
        {
            var button = line == clinic.Emergency || line == clinic.Lifeline ? "button primary" : "button";
            to.Write("<li>");
            if (line.Call is { } call)
                to.Write($"<a class=\"{button}\" href=\"tel:{Text(call)}\">Call {Text(call)}</a>");
            if (line.Text is { } text)
            {
                var words = line.TextWord is { } word ? $"Text {Text(word)} to {Text(text)}" : $"Text {Text(text)}";
                to.Write($"<a class=\"{button}\" href=\"sms:{Text(text)}\">{words}</a>");
            }
            to.WriteLine($"<strong>{Text(line.Name)}</strong> <span>{Text(line.Say)}</span></li>");
        }
        to.WriteLine("</ul>");
    }

    static void WritePeople(HtmlRenderer to, RenderingData data)
    {
        to.WriteLine("<ul class=\"people\">");
        foreach (var person in data.Clinic.People.Values)
        {
            to.Write("<li>");
            if (person.Photo is { } photo && data.Pictures.TryGetValue(photo, out var picture))
                to.Write($"<img src=\"{picture.Address}\" alt=\"\" width=\"{picture.Width}\" "
                    + $"height=\"{picture.Height}\" loading=\"lazy\" decoding=\"async\">");
            else to.Write($"<span class=\"initials\">{Text(person.Initials)}</span>");
            to.Write($"<strong>{Text(person.Name)}</strong> <span>");
            if (person.Credential is { } held) to.Write($"{Text(held)} · ");
            to.Write($"{Text(person.Role)}</span>");
            if (person.IsPlaceholder)
                to.Write(" <em class=\"placeholder\">Placeholder: the clinic replaces this person before opening.</em>");
            to.WriteLine("</li>");
        }
        to.WriteLine("</ul>");
    }

    static void WriteCallToAction(HtmlRenderer to) =>
        to.WriteLine("<p class=\"call-to-action\"><a class=\"button primary\" href=\"/is-ketamine-right-for-me\">Is "
            + "ketamine right for me?</a></p>");
}
