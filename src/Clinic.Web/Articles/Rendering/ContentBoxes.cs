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
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Hours = "hours";
    public const string States = "states";
    public const string Address = "address";
    public const string People = "people";

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
            [Phone] = (to, _, data) => WritePhone(to, data),
            [Email] = (to, _, data) => WriteEmail(to, data),
            [Hours] = (to, _, data) => WriteHours(to, data),
            [States] = (to, _, data) => WriteStates(to, data),
            [Address] = (to, _, data) => WriteAddress(to, data),
            [Crisis] = (to, _, data) => WriteCrisis(to, data),
            [People] = (to, _, data) => WritePeople(to, data),
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
        BoxTable.Write(to, "Ways ketamine is given, table", "cards",
            ["Way", "How", "Share that reaches the blood", "US status", "Evidence", "Session"],
            data.Routes.Select((route, index) => new[]
            {
                $"{Text(route.Name)} <small>{Text(route.Medicine)}</small>",
                Text(route.How),
                Text(route.ReachesBlood),
                Text(route.Status),
                Text(route.Evidence) + CitationRenderer.Of(marks[index]),
                Text(route.Session),
            }));
    }

    static void WriteCosts(HtmlRenderer to, CustomContainer box, RenderingData data)
    {
        BoxTable.Write(to, "Prices, table", "cards prices", ["What", "Price", "What it includes"],
            data.Costs.Items.Select(cost => new[]
            {
                Text(cost.Name),
                $"<strong>{DisplayFormat.Price(cost.Price)}</strong> {Text(cost.Unit)}",
                Text(cost.Includes),
            }),
            below: $"<p class=\"note\">Prices as of {DisplayFormat.Date(data.Costs.Updated)}.</p>");
        if (data.Costs.Courses.Count > 0) WriteCourses(to, data.Costs.Courses);
        if (data.Sold.Any(route => (route.Benefit ?? route.Harm) is not null))
            WriteFindings(to, RouteCitations.Of(box), data);
    }

    static void WriteCourses(HtmlRenderer to, IReadOnlyList<Course> courses) =>
        BoxTable.Write(to, "Whole courses, table", "cards prices", ["A whole course", "Sum", "What is in it"],
            courses.Select(course => new[]
            {
                Text(course.Name),
                $"<strong>{DisplayFormat.Price(course.Sum)}</strong>",
                $"{Text(VisitsOf(course))}. {Text(course.Note)}",
            }));

    static string VisitsOf(Course course) =>
        string.Join(", ", course.Visits.Select(visit => $"{visit.Times} × {visit.Cost.Name}"));

    static void WriteFindings(
        HtmlRenderer to, IReadOnlyList<IReadOnlyCollection<(int Number, string Id)>> marks, RenderingData data)
    {
        string Cell(Finding? finding, int at) =>
            finding is null ? "" : Text(finding.Text) + CitationRenderer.Of(marks.ElementAtOrDefault(at) ?? []);

        BoxTable.Write(to, "Benefit and harm of each treatment, table", "cards",
            ["Treatment", "A benefit in figures", "A harm in figures"],
            data.Sold.Select((route, row) => new[]
            {
                $"{Text(route.Name)} <small>{Text(route.Status)}</small>",
                Cell(route.Benefit, 2 * row),
                Cell(route.Harm, (2 * row) + 1),
            }));
    }

    static void WritePhone(HtmlRenderer to, RenderingData data) =>
        to.WriteLine($"<p class=\"phone\"><a href=\"tel:{data.Clinic.Phone}\">Call {Text(data.Clinic.PhoneShown)}</a></p>");

    static void WriteEmail(HtmlRenderer to, RenderingData data) =>
        to.WriteLine($"<p class=\"email\"><a href=\"mailto:{Text(data.Clinic.Email)}\">Write to {Text(data.Clinic.Email)}</a></p>");

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
            + $"{Text(address.Region)} {Text(address.PostalCode)}</address><p class=\"directions\">{Text(data.Clinic.Directions)}</p>");
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
                to.Write(PictureSizes.Around($"<img src=\"{picture.Address}\" alt=\"\" width=\"{picture.Width}\" "
                    + $"height=\"{picture.Height}\" loading=\"lazy\" decoding=\"async\">", data.Sizes.Of(picture),
                        PictureSizes.InPerson));
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
