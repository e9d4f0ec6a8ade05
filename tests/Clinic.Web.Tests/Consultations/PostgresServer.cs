using System.Diagnostics;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Consultations;

/// <summary>
/// A PostgreSQL server of the tests' own: a new cluster in a temporary folder, reached over a socket there and nowhere else. It ends
/// with the program that started it, however that ends.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    // The server must not be run by root. A shell watches it, and ends it when the tests' end of the pipe is closed.
    const string Script =
        """
        set -u
        folder=$(mktemp -d /tmp/clinic-postgres-XXXXXX)
        cd "$folder"
        "$1/initdb" --pgdata=data --username=clinic --auth=trust --encoding=UTF8 --locale=C --no-sync >log 2>&1
        while read -r order; do
          case $order in
            start)
              # What the killed one left behind may take a moment to go.
              for attempt in 1 2 3 4 5 6 7 8 9; do
                "$1/postgres" -D data -k "$folder" -c listen_addresses= -c max_connections=300 -c "fsync=$2" -c "synchronous_commit=$2" >>log 2>&1 &
                server=$!
                while kill -0 "$server" 2>/dev/null && ! grep -qs ready data/postmaster.pid; do sleep 0.05; done
                kill -0 "$server" 2>/dev/null && break
              done
              echo "$folder" ;;
            kill)
              children=$(ps -o pid= --ppid "$server")
              kill -9 "$server" $children
              wait "$server" 2>/dev/null
              rm -f data/postmaster.pid
              echo killed ;;
          esac
        done
        kill -QUIT "$server" 2>/dev/null
        wait "$server" 2>/dev/null
        cd /
        rm -rf "$folder"
        """;

    static readonly Lazy<PostgresServer> OfAllTests = new(() =>
    {
        var server = new PostgresServer(isDurable: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    readonly Process shell;

    PostgresServer(bool isDurable)
    {
        string[] asOther = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : [];
        string[] command = [.. asOther, "sh", "-c", Script, "sh", Needs.Postgres(), isDurable ? "on" : "off"];
        shell = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        Folder = Order("start");
    }

    /// <summary>Skips the test where there is no PostgreSQL.</summary>
    public static PostgresServer Shared
    {
        get
        {
            Needs.Postgres();
            return OfAllTests.Value;
        }
    }

    public string Folder { get; }

    public string Address => $"Host={Folder};Username=clinic;Database=postgres";

    /// <summary>One that a test may kill. A kill loses nothing that was written; a power cut would, unless it is durable.</summary>
    public static PostgresServer Start(bool isDurable = false) => new(isDurable);

    /// <summary>SIGKILL to all its processes.</summary>
    public void Kill() => Order("kill");

    public void StartAgain() => Order("start");

    public void Dispose()
    {
        if (shell.HasExited) return;
        shell.StandardInput.Close();
        shell.WaitForExit(TimeSpan.FromSeconds(20));
        shell.Dispose();
    }

    string Order(string order)
    {
        shell.StandardInput.WriteLine(order);
        shell.StandardInput.Flush();
        var answer = shell.StandardOutput.ReadLine();
        Assert.False(string.IsNullOrEmpty(answer), $"PostgreSQL does not {order}.");
        return answer!;
    }
}
