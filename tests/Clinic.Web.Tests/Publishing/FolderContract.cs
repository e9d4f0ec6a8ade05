using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Tests.Consultations;

namespace Clinic.Web.Tests.Publishing;

/// <summary>What holds of the content folders of a clinic's machines and their one history.</summary>
public abstract class FolderContract : IDisposable
{
    const string Sample = ContentCopy.Sample;

    readonly List<IDisposable> held = [];

    protected abstract IStorePlace Place { get; }

    protected abstract StoreProvider Provider { get; }

    static string First => ContentCopy.Article("Some words.");
    static string Second => ContentCopy.Article("Other words.");
    static string Third => ContentCopy.Article("Words of a third kind.");

    [SkippableFact]
    public async Task The_history_begins_with_every_file_once()
    {
        var machine = await Machine();

        await machine.Look();
        await machine.Look();

        var versions = await machine.History.Since(0, default);
        Assert.Equal(versions.Select(version => version.Path).Distinct().Count(), versions.Count);
        Assert.All(versions, version => Assert.Equal((VersionCause.Begun, ContentVersion.TheFolder), (version.Cause, version.Who)));
        Assert.Equal(ClinicMachine.Hash(First), versions.Single(version => version.Path == Sample).Sha256);
        Assert.DoesNotContain(versions, version => version.Path.StartsWith("consent/", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task An_edit_by_hand_is_the_next_version_and_reaches_the_other_machine()
    {
        var (here, there) = (await Machine(), await Machine());
        await Look(here, there);

        here.Save(Sample, Second);
        await Look(here, there);

        Assert.Equal(Second, there.Text(Sample));
        var newest = await here.History.Newest(Sample, default);
        Assert.Equal((VersionCause.ByHand, ContentVersion.TheFolder, ClinicMachine.Hash(Second)), (newest!.Cause, newest.Who, newest.Sha256));
        Assert.Empty(await here.Conflicts.Open(default));
    }

    [SkippableFact]
    public async Task Older_bytes_that_are_restored_are_replaced_by_the_newest()
    {
        var machine = await Machine();
        await machine.Look();
        await machine.Publish(Sample, Second);

        machine.Save(Sample, First);
        await machine.Look();

        Assert.Equal(Second, machine.Text(Sample));
        Assert.Equal(2, (await machine.History.Of(Sample, default)).Count);
    }

    [SkippableFact]
    public async Task A_machine_that_was_away_catches_up_and_its_own_edit_is_a_conflict_that_is_not_shown()
    {
        var (here, there) = (await Machine(), await Machine());
        await Look(here, there);
        await here.Publish(Sample, Second);

        there.Save(Sample, Third);
        await there.Look();

        Assert.Equal(Second, there.Text(Sample));
        var conflict = Assert.Single(await there.Conflicts.Open(default));
        Assert.Equal((Sample, ClinicMachine.Hash(Third)), (conflict.Path, conflict.Sha256));
        Assert.Equal(Third, System.Text.Encoding.UTF8.GetString((await there.Conflicts.Bytes(conflict.Number, default))!));
        await Look(here, there);
        Assert.Equal(Second, here.Text(Sample));
    }

    [SkippableFact]
    public async Task What_is_broken_stays_on_the_disk_until_something_newer_comes_and_is_kept_then()
    {
        var (here, there) = (await Machine(), await Machine());
        await Look(here, there);

        there.Save(Sample, "no top");
        await Look(there, here, there);
        Assert.Equal(("no top", First), (there.Text(Sample), here.Text(Sample)));

        await here.Publish(Sample, Second);
        await there.Look();
        Assert.Equal(Second, there.Text(Sample));
        Assert.Equal(ClinicMachine.Hash("no top"), Assert.Single(await there.Conflicts.Open(default)).Sha256);
    }

    [SkippableFact]
    public async Task Broken_words_are_kept_when_something_is_published_over_them_and_are_a_version_when_they_were_opened()
    {
        var machine = await Machine();
        await machine.Look();
        machine.Save(Sample, "no top");
        Assert.IsType<PublishResult.Published>(await machine.Publish(Sample, Second));
        Assert.Equal(ClinicMachine.Hash("no top"), Assert.Single(await machine.Conflicts.Open(default)).Sha256);

        machine.Save(Sample, "no top either");
        var mended = await machine.Publish(Sample, Third, ClinicMachine.Hash("no top either"), "robin");
        Assert.True(mended is PublishResult.Published, mended is PublishResult.Refused refused ? string.Join('\n', refused.Problems) : $"{mended}");

        var versions = await machine.History.Of(Sample, default);
        Assert.Equal([ClinicMachine.Hash(Third), ClinicMachine.Hash("no top either"), ClinicMachine.Hash(Second), ClinicMachine.Hash(First)],
            versions.Select(version => version.Sha256));
        Assert.Single(await machine.Conflicts.Open(default));
    }

    [SkippableFact]
    public async Task A_text_that_is_taken_out_by_hand_goes_everywhere_and_data_and_lost_folders_do_not()
    {
        var (here, there) = (await Machine(), await Machine());
        here.Save("articles/other.md", ContentCopy.Article("More.", "title: Another article"));
        here.Save("articles/third.md", ContentCopy.Article("Still more.", "title: A third article"));
        await Look(here, there);
        Assert.NotNull(there.Text("articles/other.md"));

        here.TakeOut("articles/other.md");
        here.TakeOut(DataFile.SynonymsFile);
        await Look(here, there);

        Assert.Null(there.Text("articles/other.md"));
        Assert.NotNull(there.Text(DataFile.SynonymsFile));
        Assert.Null((await here.History.Newest("articles/other.md", default))!.Sha256);

        Directory.Move(Path.Combine(here.Folder, "articles"), Path.Combine(here.Folder, ".away"));
        Directory.Move(Path.Combine(here.Folder, "pages"), Path.Combine(here.Folder, ".away-too"));
        await Look(here, there);
        Assert.Equal(First, there.Text(Sample));
        Assert.NotNull(here.State.WhyReadOnly);
    }

    [SkippableFact]
    public async Task Nothing_is_published_over_what_the_writer_has_not_seen()
    {
        var machine = await Machine();
        await machine.Look();
        machine.Save(Sample, Second);

        var late = await machine.Publish(Sample, Third, ClinicMachine.Hash(First), "robin");

        Assert.Equal(ClinicMachine.Hash(Second), Assert.IsType<PublishResult.ChangedMeanwhile>(late).Newest!.Sha256);
        Assert.Equal(Second, machine.Text(Sample));
    }

    [SkippableFact]
    public async Task A_change_that_brings_an_error_is_refused_and_one_beside_an_old_error_is_not()
    {
        var machine = await Machine();
        machine.Save("articles/broken.md", "no top");
        await machine.Look();

        var refused = Assert.IsType<PublishResult.Refused>(await machine.Publish(Sample, ContentCopy.Article("See [@nobody1999].")));
        Assert.Contains(refused.Problems, problem => problem.File == Sample);
        Assert.Equal(First, machine.Text(Sample));
        Assert.Single(await machine.History.Of(Sample, default));
        Assert.IsType<PublishResult.Published>(await machine.Publish(Sample, Second));
    }

    [SkippableFact]
    public async Task What_is_published_is_shown_when_the_answer_comes()
    {
        var machine = await Machine();
        await machine.Look();

        await machine.Publish(Sample, Second);

        Assert.Contains("Other words.", machine.Shown.All["/articles/sample"].Body.Html, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("../outside.md"), InlineData("articles/../../outside.md"), InlineData("articles/../x.png"), InlineData("consent/v1.md")]
    [InlineData("rules/claims.yaml"), InlineData("/etc/passwd"), InlineData("articles/.hidden.md"), InlineData("articles/UPPER.md")]
    [InlineData("articles/a b.md"), InlineData("articles/x/y/z.png"), InlineData("clinic.yml"), InlineData("articles\\x.md")]
    public async Task No_name_leads_out_of_the_content(string path)
    {
        var machine = await Machine();
        await machine.Look();

        await Assert.ThrowsAsync<ArgumentException>(() => machine.Publish(path, Second));
    }

    [SkippableFact]
    public async Task No_link_leads_out_of_the_content()
    {
        var (machine, outside) = (await Machine(), Directory.CreateTempSubdirectory("outside-"));
        await machine.Look();
        Directory.CreateSymbolicLink(Path.Combine(machine.Folder, "articles/sample"), outside.FullName);

        await Assert.ThrowsAsync<ArgumentException>(() => machine.Publish("articles/sample/hill.svg", "<svg viewBox=\"0 0 1 1\"/>"));
        Assert.Empty(outside.EnumerateFileSystemInfos());
        outside.Delete();
    }

    [SkippableFact]
    public async Task In_development_the_folder_leads_and_nothing_is_written_into_it()
    {
        var machine = await Machine("Development");
        await machine.Look();
        machine.Save(Sample, Second);
        await machine.Look();

        machine.Save(Sample, First);
        await machine.Look();

        Assert.Equal(First, machine.Text(Sample));
        Assert.Equal(3, (await machine.History.Of(Sample, default)).Count);
        Assert.DoesNotContain(Directory.EnumerateFiles(machine.Folder), file => Path.GetFileName(file).StartsWith('.'));
    }

    [SkippableFact]
    public async Task What_a_program_that_ended_had_replaced_is_kept_at_the_next_look()
    {
        var machine = await Machine();
        await machine.Look();
        File.WriteAllText(Path.Combine(machine.Folder, "articles/.sample.md.was"), Third);

        await machine.Look();

        Assert.Equal(ClinicMachine.Hash(Third), Assert.Single(await machine.Conflicts.Open(default)).Sha256);
        Assert.False(File.Exists(Path.Combine(machine.Folder, "articles/.sample.md.was")));
    }

    public void Dispose()
    {
        held.ForEach(one => one.Dispose());
        Place.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<ClinicMachine> Machine(string environment = "Production")
    {
        var copy = new ContentCopy();
        var machine = new ClinicMachine((await Place.Open()).Database, copy.Folder, Provider, environment);
        held.Add(machine);
        held.Add(copy);
        return machine;
    }

    protected static async Task Look(params ClinicMachine[] machines)
    {
        foreach (var machine in machines) await machine.Look();
    }
}

[Trait("Pace", "Slow")]
public sealed class FoldersOnSqliteTests : FolderContract
{
    protected override IStorePlace Place { get; } = new SqlitePlace();

    protected override StoreProvider Provider => StoreProvider.Sqlite;
}

[Trait("Pace", "Long")]
public sealed class FoldersOnPostgresTests : FolderContract
{
    protected override IStorePlace Place { get; } = new PostgresPlace();

    protected override StoreProvider Provider => StoreProvider.Postgres;
}
