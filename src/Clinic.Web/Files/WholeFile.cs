namespace Clinic.Web.Files;

/// <summary>
/// Writes a file beside its place first: whoever reads meanwhile finds the old bytes or the new ones, never half of
/// them.
/// </summary>
static class WholeFile
{
    public static void Write(string path, byte[] bytes) => Write(path, stream =>
        stream.Write(bytes), new() { Mode = FileMode.Create, Access = FileAccess.Write }, isSynced: false);

    /// <summary>
    /// The same for a file that only the program's own user may read; its bytes are on the disk before it takes its
    /// place.
    /// </summary>
    public static void WritePrivately(string path, Action<Stream> write) =>
        Write(path, write, PrivateFiles.New(), isSynced: true);

    static void Write(string path, Action<Stream> write, FileStreamOptions options, bool isSynced)
    {
        // Hidden, and with an ending that nobody reads: should the program end here, it is neither content nor a key.
        var unfinished = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.new");
        using (var file = new FileStream(unfinished, options))
        {
            write(file);
            file.Flush(isSynced);
        }
        File.Move(unfinished, path, overwrite: true);
    }
}
