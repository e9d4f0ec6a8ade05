using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Proofs.PowerCuts;

/// <summary>Cuts the power at every moment of a recording, rebuilds what the disk may then hold, and looks whether everything that somebody relies on is there.</summary>
/// <param name="mustLose">True for a store that is known to be weak: a replay that finds nothing there proves nothing elsewhere.</param>
public sealed class PowerCutRun(Recording recording, CrashPlan plan, Action<string> tell, bool mustLose = false) : IDisposable
{
    const int ExamplesTold = 5;

    readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(DeliveryRig.QuickFolder, $"clinic-found-{Guid.NewGuid():N}"));
    readonly Dictionary<string, FoundState> looked = new(StringComparer.Ordinal);
    readonly HashSet<string> acknowledged = new(StringComparer.Ordinal);
    readonly HashSet<string> mailed = new(StringComparer.Ordinal);
    readonly HashSet<string> mayBeErased = new(StringComparer.Ordinal);
    readonly HashSet<string> areErased = new(StringComparer.Ordinal);
    int states;
    int examples;

    public int Acknowledged => acknowledged.Count;

    /// <summary>States in which a request is missing, or cannot be read, that somebody was told is received.</summary>
    public int WithLoss { get; private set; }

    public int Damaged { get; private set; }

    public int WithReturned { get; private set; }

    public int WithUnlabelled { get; private set; }

    public int States => states;

    public async Task<Figures> Run(string title)
    {
        var (disk, random, moments) = (new Disk(recording.Root), new Random(plan.Seed), 0);
        foreach (var moment in recording.Moments)
        {
            var changed = moment.Call is { } call && disk.Apply(call);
            if (moment.Replaced is { } file) disk.Replace(file.Name, file.Content);
            Heed(moment);
            if ((!changed && moment.Mark is null) || ++moments % plan.Every != 0) continue;
            foreach (var state in CrashStates.At(disk, plan, random)) await Look(state, moment);
            if (moments % 500 == 0) tell($"{moments} moments, {states} states, {acknowledged.Count} requests acknowledged; {WithLoss} with a loss, {Damaged} damaged");
        }
        return Figures(title, moments);
    }

    public void Dispose() => folder.Delete(recursive: true);

    void Heed(Moment moment)
    {
        if (moment.Mark == Mark.Acknowledged) acknowledged.Add(moment.Reference);
        if (moment.Mark == Mark.Mailed) mailed.Add(moment.Reference);
        if (moment.Mark == Mark.MayBeErased) mayBeErased.UnionWith(acknowledged);
        if (moment.Mark == Mark.IsErased) areErased.UnionWith(mayBeErased);
    }

    async Task Look(Dictionary<string, byte[]> state, Moment moment)
    {
        states++;
        var hash = CrashStates.Hash(state);
        if (!looked.TryGetValue(hash, out var found)) looked[hash] = found = await FoundState.Of(state, folder.FullName);
        var lost = acknowledged.Where(reference => !found.Readable.Contains(reference) && !(mayBeErased.Contains(reference) && found.Erased.Contains(reference))).ToList();
        if (found.Fault is not null) Damaged++;
        else if (lost.Count > 0) WithLoss++;
        if (found.Readable.Overlaps(areErased)) WithReturned++;
        if (found.Fault is null && !found.Begun.IsSupersetOf(mailed)) WithUnlabelled++;
        if ((found.Fault is not null || lost.Count > 0) && examples++ < ExamplesTold)
            tell($"After {moment.Call?.Name} (line {moment.Call?.Begin}): {found.Fault ?? $"{string.Join(' ', lost)} lost"}; files {string.Join(", ", state.Select(file => $"{file.Key} {file.Value.Length}"))}");
    }

    Figures Figures(string title, int moments)
    {
        var figures = new Figures($"{title} (seed {plan.Seed})");
        figures.AtLeast("requests acknowledged", acknowledged.Count, 1);
        figures.Count("mails handed over", mailed.Count);
        figures.Count("requests erased", areErased.Count);
        figures.Count("moments", moments);
        figures.Count("states rebuilt and looked at", states);
        figures.Count("  of these different on the disk", looked.Count);
        if (mustLose) figures.AtLeast("with a request lost that was acknowledged", WithLoss, 1);
        else figures.AtMost("with a request lost that was acknowledged", WithLoss, 0);
        figures.AtMost("with a damaged database or audit trail, or half a request", Damaged, 0);
        figures.AtMost("with words that were erased", WithReturned, 0);
        figures.AtMost("with a mail that would go twice without saying so", WithUnlabelled, 0);
        return figures;
    }
}
