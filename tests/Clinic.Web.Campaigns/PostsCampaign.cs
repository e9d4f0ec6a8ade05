using System.CommandLine;
using Clinic.Web.Tests;
using Clinic.Web.Tests.Proofs.Posts;

namespace Clinic.Web.Campaigns;

static class PostsCampaign
{
    public static Command Command()
    {
        var posts = new Option<int>("--posts") { DefaultValueFactory = _ => 10_000, Description = "to each address" };
        var below = new Option<string>("--below") { DefaultValueFactory = _ => "/staff", Description = "only to addresses that begin so" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 28, Description = "the same makes the same posts" };
        var command = new Command("posts",
            "Random posts to every address of the clinic's side, as its routes name them: none is answered with 5xx.") { posts, below, seed };
        command.SetAction((call, _) => Run(call.GetValue(posts), call.GetValue(below)!, call.GetValue(seed)));
        return command;
    }

    static async Task<int> Run(int posts, string below, int seed)
    {
        // Where the site's own files lie, which a test project is told by its build.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_CLINIC_WEB", Repository.Path("src", "Clinic.Web"));
        using var run = new StaffPostsRun(seed, Catalogue.Progress);
        return Catalogue.End(await run.Run(posts, below));
    }
}
