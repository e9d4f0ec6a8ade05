using Clinic.Web.Benchmarks;
using Clinic.Web.Benchmarks.Parts;

// dotnet run -c Release --project tests/Clinic.Web.Benchmarks [-- table | articles | forms | growth | quick | slow |
// flood | desk [PostgreSQL connection string] | parts]
// On a quiet Linux machine with Debian's nginx, libnginx-mod-http-brotli-static, wrk and strace. Loopback only; nothing is
// written outside the temporary folder.
if (args is [Crowd.Verb, .. var doing]) return await Crowd.Act(doing);
switch (args.FirstOrDefault() ?? "table")
{
    case "table": await Table.Print(Pace.Full); break;
    case "articles": await Articles.Print(Pace.Full); break;
    case "forms": await Forms.Print(Pace.Full); break;
    case "quick": await Table.Print(Pace.Quick); break;
    case "growth": await Growth.Print(Pace.Full); break;
    case "slow": await SlowVisitors.Print(); break;
    case "flood": await Flood.Print(); break;
    case "desk": await Desk.Print(args.ElementAtOrDefault(1)); break;
    case "parts": return AllParts.Measure();
    case var other: Console.Error.WriteLine($"\"{other}\" is none of: table, articles, forms, growth, quick, slow, flood, desk, parts."); return 2;
}
return 0;
