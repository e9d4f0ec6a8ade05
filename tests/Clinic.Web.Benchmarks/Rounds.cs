namespace Clinic.Web.Benchmarks;

/// <summary>The same readers twice: while nothing else happens, and while something does.</summary>
sealed record Round(Times Quiet, Times Busy)
{
    /// <summary>p99 of the busy to that of the quiet.</summary>
    public double Added => Busy.At(0.99) / Quiet.At(0.99);
}

/// <summary>The same measured again and again, because one lot alone swings by half.</summary>
static class Rounds
{
    /// <summary>The middle one of what the rounds tell, each by itself.</summary>
    public static T Middle<TRound, T>(this IEnumerable<TRound> rounds, Func<TRound, T> what)
    {
        T[] told = [.. rounds.Select(what).Order()];
        return told[told.Length / 2];
    }

    /// <summary>Two rows: p50, p99 and p99.9 of the quiet readers and of the busy ones, how many answers, and what the busy time adds to the p99.</summary>
    public static void Print(this IReadOnlyList<Round> rounds, string quiet, string busy)
    {
        Row(quiet, round => round.Quiet, "");
        Row(busy, round => round.Busy, rounds.Middle(round => round.Added));

        void Row(string name, Func<Round, Times> which, object added) => Table.Row(
            name, rounds.Middle(round => which(round).At(0.5)), rounds.Middle(round => which(round).At(0.99)), rounds.Middle(round => which(round).At(0.999)), $"{rounds.Sum(round => which(round).Count):#,0} × 200", added);
    }

    /// <summary>What the busy time adds to the site's readers beyond what it adds to those of an nginx beside it: the middle of the pairs.</summary>
    public static void PrintBeyond(IReadOnlyList<Round> ofSite, IReadOnlyList<Round> ofNginx) =>
        Table.Row("what is added to the site's, to what is added to nginx's: middle of the pairs", "", "", "", "", ofSite.Zip(ofNginx).Middle(pair => pair.First.Added / pair.Second.Added));
}
