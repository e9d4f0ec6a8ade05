namespace Clinic.Web.Tests.Proofs.PowerCuts;

public enum Mark
{
    /// <summary>A person was told that this request is received.</summary>
    Acknowledged,
    /// <summary>The clinic's mail server was given this request.</summary>
    Mailed,
    /// <summary>From now on what was said in requests so far may be erased.</summary>
    MayBeErased,
    /// <summary>The program said that it was.</summary>
    IsErased,
}

/// <summary>A step in a program's life: a call, or something that somebody else may now rely on.</summary>
public sealed record Moment(SystemCall? Call, Mark? Mark, string Reference)
{
    /// <summary>A file that was changed and synced while the program did not run.</summary>
    public (string Name, byte[] Content)? Replaced { get; init; }
}

/// <summary>What a program did to the files below a folder, in the order in which it took effect: a change when it was begun, a sync when it was over.</summary>
public sealed record Recording(string Root, IReadOnlyList<Moment> Moments)
{
    public static IEnumerable<Moment> Read(string log, Func<SystemCall, (Mark Mark, string Reference)?> meaning) =>
        from call in SystemCall.Read(log)
        orderby call.Name.EndsWith("sync", StringComparison.Ordinal) ? call.End : call.Begin
        let mark = call.Name is "sendto" or "sendmsg" or "write" ? meaning(call) : null
        select new Moment(call, mark?.Mark, mark?.Reference ?? "");
}
