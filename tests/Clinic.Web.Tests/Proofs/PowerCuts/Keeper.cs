using System.Globalization;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Settings;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Settings;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clinic.Web.Tests.Proofs.PowerCuts;

/// <summary>
/// Keeps requests with the site's own statements, in a process of its own that strace can watch, under whatever journal and syncing it is
/// told. It shows that the replay finds losses where there are some; the site has no such choice.
/// </summary>
public static class Keeper
{
    const string Kept = "kept ";

    public static async Task<Recording> Record(DirectoryInfo folder, int requests, string journal, string synchronous)
    {
        var (log, store) = (Path.Combine(folder.FullName, "calls"), Path.Combine(folder.FullName, "store"));
        string[] command = [.. SystemCall.Recording, "-o", log, "dotnet", typeof(Keeper).Assembly.Location, store, $"{requests}", journal, synchronous];
        await using var keeper = ChildProgram.Start(new(command[0], command[1..]));
        await keeper.Ended;
        return new(store, [.. Recording.Read(log, call => call.Said is var said && said.StartsWith(Kept, StringComparison.Ordinal) ? (Mark.Acknowledged, said[Kept.Length..].Trim()) : null)]);
    }

    static async Task<int> Main(string[] args)
    {
        if (args is [Answering.Answerer.Command, var store]) return await Answering.Answerer.Run(store);
        if (args is [Answering.StaffActor.Command, var acted]) return await Answering.StaffActor.Run(acted);
        if (args is not [var folder, var requests, var journal, var synchronous]) return 2;
        await using var services = Services(new StoreSettings(StoreProvider.Sqlite, folder), journal, synchronous);
        await new OpenStore(services).Open([]);
        var intake = services.GetRequiredService<RequestIntake>();
        for (var i = int.Parse(requests, CultureInfo.InvariantCulture); i > 0; i--)
        {
            var form = new ConsultationForm { FullName = "Ann Example", ContactMethod = AnswerChoices.Phone, Phone = "2025550143", State = "MD", IsAdult = true, ConsentContact = true };
            await Console.Out.WriteLineAsync(Kept + (await intake.Receive(new(form, SubmissionId.Next()), () => new(Refusal.None), default)).Request!.Reference);
        }
        return 0;
    }

    static ServiceProvider Services(StoreSettings settings, string journal, string synchronous)
    {
        Directory.CreateDirectory(settings.KeyFolder);
        var all = new ServiceCollection().AddMetrics().AddLogging();
        all.AddSingleton<IHostEnvironment>(new Sentences.Surroundings("Production", settings.Folder));
        all.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        all.AddSingleton(TimeProvider.System).AddSingleton<ClinicMetrics>();
        all.AddSingleton(TestClinic.Current);
        all.AddConsultations(settings, ConsentWordings.Load(Repository.Path("content/consent")), NoLimits.Settings, SealingSettings.None);
        all.AddSingleton<Database>(new AnyJournalDatabase(settings, $"PRAGMA journal_mode = {journal}; PRAGMA synchronous = {synchronous};"));
        return all.BuildServiceProvider();
    }

    sealed class AnyJournalDatabase(StoreSettings settings, string pragmas) : Database, IDisposable
    {
        readonly SqliteConnection connection = new($"Data Source={settings.DatabaseFile};Pooling=False");

        public void Dispose() => connection.Dispose();

        public override async Task Upgrade(CancellationToken cancel)
        {
            await connection.OpenAsync(cancel);
            if (await connection.ExecuteScalarAsync<int>("PRAGMA user_version") > 0) return;
            await connection.ExecuteAsync(pragmas);
            await Write(async session =>
            {
                foreach (var step in SqliteSchema.Steps) await session.Execute(step);
                return await session.Execute($"PRAGMA user_version = {SqliteSchema.Steps.Count}");
            }, cancel);
        }

        public override async Task<T> Write<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel)
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            var session = new SqlSession(connection, transaction);
            var result = await work(session);
            await session.AppendAudit();
            await transaction.CommitAsync(cancel);
            return result;
        }

        public override Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => work(new(connection, null));

        public override Task SignalAlive(string program, CancellationToken cancel) => Task.CompletedTask;

        public override Task<IReadOnlyList<string>> DeadAmong(IReadOnlyList<string> programs, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
