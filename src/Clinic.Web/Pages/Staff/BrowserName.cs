namespace Clinic.Web.Pages;

/// <summary>
/// What a browser is called on the list of one's sessions: "Chrome on Windows". Nothing of what it sends is kept as it
/// came.
/// </summary>
public static class BrowserName
{
    static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari")];

    static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS", "a Mac"), ("CrOS", "a Chromebook"),
        ("Linux", "Linux"),
    ];

    public static string Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return $"{Find(Browsers, "A browser")} on {Find(Systems, "an unknown system")}";

        string Find((string Mark, string Name)[] known, string otherwise) =>
            Array.Find(known, one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name ?? otherwise;
    }
}
