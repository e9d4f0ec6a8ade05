using Clinic.Web.Pages;
using Clinic.Web.Site;
using Clinic.Web.Site.Caching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clinic.Web.Tests.Site;

/// <summary>In Development the files of the repository are served, and what the build brings from beside the program.</summary>
public sealed class AssetsTests : IDisposable
{
    readonly DirectoryInfo edited = Directory.CreateTempSubdirectory("edited-");
    readonly DirectoryInfo built = Directory.CreateTempSubdirectory("built-");

    [Fact]
    public void A_file_that_is_only_beside_the_program_is_served_and_an_edited_one_wins()
    {
        using var site = new ClinicSite();
        Write(edited, "staff-editor.js", "edited();");
        Write(built, "staff-editor.js", "built();");
        Write(built, "staff-codemirror.js", "bundle();");
        var assets = Served(site);

        Assert.Equal("edited();", assets.TextOf("staff-editor.js"));
        Assert.Equal("bundle();", assets.TextOf("staff-codemirror.js"));
        Assert.NotNull(assets.Find(assets["staff-codemirror.js"]));
        Assert.Equal(["staff-codemirror.js", "staff-editor.js"], assets.Named("staff-", ".js"));
        Assert.False(assets.Has("staff-nowhere.js"));
    }

    [Fact]
    public void The_editor_of_a_text_has_the_bundle_that_only_the_build_brings()
    {
        using var site = new ClinicSite();
        Write(edited, "staff-editor.js", "");
        Write(built, "staff-codemirror.js", "");

        Assert.Equal(["staff-codemirror.js", "staff-editor.js"],
            new StaffScripts(Served(site), site.Services.GetRequiredService<IHostEnvironment>()).Editor);
    }

    Assets Served(ClinicSite site) => new(site.Services.GetRequiredService<SiteSettings>() with
    {
        AssetFolder = edited.FullName,
        BuiltAssetFolder = built.FullName,
    }, site.Services.GetRequiredService<IHostEnvironment>(), site.Services.GetRequiredService<BestCompression>());

    static void Write(DirectoryInfo folder, string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    public void Dispose()
    {
        edited.Delete(recursive: true);
        built.Delete(recursive: true);
    }
}
