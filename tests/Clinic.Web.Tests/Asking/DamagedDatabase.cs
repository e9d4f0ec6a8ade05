namespace Clinic.Web.Tests.Asking;

/// <summary>A disk that lost the first bytes of the database: SQLite refuses to read or write it until they are back.</summary>
public sealed class DamagedDatabase : IDisposable
{
    const int HeaderLength = 100;

    readonly string file;
    readonly byte[] header = new byte[HeaderLength];

    public DamagedDatabase(AskingSite site)
    {
        file = site.DatabaseFile;
        using var open = Open();
        open.ReadExactly(header);
        open.Position = 0;
        open.Write(new byte[HeaderLength]);
    }

    public void Dispose()
    {
        using var open = Open();
        open.Write(header);
    }

    FileStream Open() => new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
