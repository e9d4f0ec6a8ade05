using System.Text.RegularExpressions;

namespace Clinic.Web.Tests;

/// <summary>The walls of design.md: who may know whom, and where each package is at home.</summary>
public sealed partial class HouseTests
{
    const string House = "src/Clinic.Web";

    // Every room may know these; they know nothing of ours.
    static readonly string[] GroundFloor = ["Clinic", "Settings", "Files"];

    static readonly string[] AllRooms =
    [
        "Articles", "Consultations", "Delivery", "Site", "Pages", "Development", "Editorial", "Search", "Publishing", "Staff", "Commands", "Startup", .. GroundFloor,
    ];

    static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Clinic"] = [],
        ["Settings"] = [],
        ["Files"] = [],
        ["Articles"] = [],
        ["Consultations"] = [],
        ["Delivery"] = ["Consultations"],
        ["Site"] = ["Articles"],
        ["Editorial"] = ["Articles"],
        ["Search"] = ["Articles"],
        ["Publishing"] = ["Articles", "Consultations", "Delivery", "Editorial", "Search", "Staff"],
        ["Staff"] = ["Consultations"],
        ["Pages"] = ["Articles", "Consultations", "Editorial", "Publishing", "Search", "Site", "Staff"],
        ["Development"] = [.. AllRooms.Except(["Pages"])],
        ["Startup"] = [.. AllRooms.Except(["Pages", "Commands", "Development"])],
        ["Commands"] = [.. AllRooms.Except(["Pages"])],
    };

    // What a clinician signed is shown to readers, too.
    static readonly string[] ClinicsSide = ["Pages/Staff/", "Pages/PagesRoom.cs", "Pages/Reviewed", "Pages/Shared/_WordRuns.cshtml"];

    static readonly Dictionary<string, string> HomeOf = new(StringComparer.Ordinal)
    {
        ["Markdig"] = "Articles/",
        ["SkiaSharp"] = "Articles/Pictures/PictureDrawing.cs or Publishing/Pictures/",
        ["AngleSharp"] = "Articles/Rendering/AllowedHtml.cs",
        ["YamlDotNet"] = "Articles/Yaml",
        ["DiffPlex"] = "Publishing/Differences/",
        ["FluentValidation"] = "Consultations/ConsultationFormValidator.cs",
        ["Dapper"] = "Consultations/Storing/",
        ["Microsoft.Data.Sqlite"] = "Consultations/Storing/ or Search/EntryTable.cs",
        ["Npgsql"] = "Consultations/Storing/",
        ["System.Security.Cryptography.Pkcs"] = "Consultations/Sealing/",
        ["MailKit"] = "Delivery/Transports/",
        ["MimeKit"] = "Delivery/ or Development/PickupMailbox.cs",
        ["Serilog"] = "Site/Logging.cs",
        ["OpenTelemetry"] = "Site/MetricsExport.cs",
        ["System.CommandLine"] = "Commands/",
    };

    static readonly string[] TopLevel =
    [
        "src", "tests", "content", "wwwroot", "Clinic.Web.sln", "README.md", ".gitignore",
        "Directory.Build.props", "Directory.Packages.props", ".editorconfig", ".gitattributes", ".ci", ".github",
    ];

    const int Widest = 160;

    [Fact]
    public void Rooms_know_only_the_rooms_they_may_know()
    {
        var wrong =
            from file in Repository.Sources(House, ".cs", ".cshtml")
            let room = RoomOf(file.Name)
            where room is not null
            from known in RoomsNamedIn(file.Text).Where(known => known != room)
            where !MayKnow.TryGetValue(room, out var permitted) || !permitted.Contains(known)
            where GroundFloor.Contains(room) || !GroundFloor.Contains(known)
            select $"{file.Name}: the room {room} may not know {known}";

        AssertNone(wrong);
    }

    [Fact]
    public void Pages_of_patients_know_nothing_of_the_clinics_side()
    {
        var wrong =
            from file in Repository.Sources(House, ".cs", ".cshtml")
            where file.Name.StartsWith("Pages/", StringComparison.Ordinal) && !Array.Exists(ClinicsSide, place => file.Name.StartsWith(place, StringComparison.Ordinal))
            from known in RoomsNamedIn(file.Text)
            where known is "Staff" or "Publishing" or "Editorial"
            select $"{file.Name} knows {known}";

        AssertNone(wrong);
    }

    [Fact]
    public void Every_room_is_one_of_the_plan()
    {
        var rooms = Repository.Sources(House, ".cs", ".cshtml").Select(file => RoomOf(file.Name)).OfType<string>().Distinct(StringComparer.Ordinal).Except(["Properties"]);

        AssertNone(rooms.Except(MayKnow.Keys));
    }

    [Fact]
    public void Only_the_program_itself_is_at_the_root() =>
        AssertNone(Repository.Sources(House, ".cs").Select(file => file.Name).Where(name => !name.Contains('/', StringComparison.Ordinal)).Except(["Program.cs"]));

    [Fact]
    public void No_line_of_code_is_wider_than_160_characters()
    {
        var wide =
            from file in Repository.Sources(House, ".cs")
            from line in WithoutRawStrings(file.Text).Split('\n').Index()
            where line.Item.Length > Widest
            select $"{file.Name}:{line.Index + 1} has {line.Item.Length} characters";

        AssertNone(wide);
    }

    [Fact]
    public void A_file_declares_the_namespace_of_its_room()
    {
        var strangers =
            from file in Repository.Sources(House, ".cs")
            let room = RoomOf(file.Name)
            let declared = Declared().Match(file.Text)
            where declared.Success && (declared.Groups["room"] is { Success: true } named ? named.Value : null) != room
            select $"{file.Name} declares {declared.Value}";

        AssertNone(strangers);
    }

    [Fact]
    public void Each_package_is_named_only_where_it_is_at_home()
    {
        var wrong =
            from file in Repository.Sources(House, ".cs", ".cshtml")
            from home in HomeOf
            where !Array.Exists(home.Value.Split(" or "), place => file.Name.StartsWith(place, StringComparison.Ordinal))
            where Regex.IsMatch(file.Text, $@"using (static )?{Regex.Escape(home.Key)}\b|(?<![.\w""]){Regex.Escape(home.Key)}\.[A-Z]", RegexOptions.None, TimeSpan.FromSeconds(5))
            select $"{file.Name}: {home.Key} belongs in {home.Value}";

        AssertNone(wrong);
    }

    [Fact]
    public void The_top_level_holds_only_the_names_its_owner_fixed()
    {
        var ignored = File.ReadLines(Repository.Path(".gitignore")).Select(line => line.Trim('/'));
        var found = new DirectoryInfo(Repository.Root).EnumerateFileSystemInfos().Select(entry => entry.Name);

        AssertNone(found.Except(TopLevel).Except(ignored).Except([".git"]));
    }

    // xUnit shortens what it shows of a collection; these lines say what to mend.
    static void AssertNone(IEnumerable<string> wrong) => Assert.True(!wrong.Any(), string.Join('\n', wrong));

    // Tables, markup and SQL stand in raw strings, each row on its line.
    static string WithoutRawStrings(string text) =>
        string.Concat(text.Split("\"\"\"").Select((part, index) => index % 2 == 0 ? part : new('\n', part.Count(letter => letter == '\n'))));

    static string? RoomOf(string file) => file.Split('/') is [var room, _, ..] ? room : null;

    static IEnumerable<string> RoomsNamedIn(string text) =>
        Using().Matches(text).Concat(HalfQualified().Matches(text)).Select(match => match.Groups["room"].Value).Where(AllRooms.Contains).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"using\s+(static\s+)?(\w+\s*=\s*)?(global::)?Clinic\.Web\.(?<room>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Using();

    // Inside Clinic.Web a type of another room can be named without a using: Site.Assets, Consultations.Storing.OpenStore.
    [GeneratedRegex(@"(?<![\w.""/@])(Clinic\.Web\.)?(?<room>Articles|Consultations|Delivery|Site|Pages|Development|Editorial|Search|Publishing|Staff|Commands)\.[A-Z]\w+(?!"")", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HalfQualified();

    [GeneratedRegex(@"^namespace Clinic\.Web(\.(?<room>\w+))?", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declared();
}
