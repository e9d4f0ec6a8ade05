namespace Clinic.Web.Editorial.Editing;

/// <summary>What an action makes of one file.</summary>
/// <param name="Before">Null where there is no such file.</param>
/// <param name="Bytes">Null takes the file away.</param>
public sealed record EditedFile(string Path, byte[]? Before, byte[]? Bytes);

/// <summary>What an action makes of a content folder, before anything of it is written.</summary>
sealed class EditedFiles(string folder)
{
    readonly SortedDictionary<string, (byte[]? Before, byte[]? Bytes)> files = new(StringComparer.Ordinal);

    public IReadOnlyList<EditedFile> All => [.. files.Where(file => !Same(file.Value)).Select(file =>
        new EditedFile(file.Key, file.Value.Before, file.Value.Bytes))];

    public byte[]? Read(string path) => files.TryGetValue(path, out var file) ? file.Bytes : OnDisk(path);

    public void Put(string path, byte[] bytes) => Set(path, bytes);

    public void TakeAway(string path) => Set(path, null);

    public void Move(string path, string to)
    {
        Put(to, Read(path)!);
        TakeAway(path);
    }

    /// <summary>Changes the lines of a text, if it is one of this folder.</summary>
    public void Edit(string path, Action<EditedText> edit)
    {
        if (Read(path) is not { } bytes) return;
        var text = EditedText.Of(bytes);
        edit(text);
        if (text.IsChanged) Put(path, System.Text.Encoding.UTF8.GetBytes(text.Text));
    }

    void Set(string path, byte[]? bytes) =>
        files[path] = (files.TryGetValue(path, out var known) ? known.Before : OnDisk(path), bytes);

    byte[]? OnDisk(string path)
    {
        var file = Path.Combine(folder, path);
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    static bool Same((byte[]? Before, byte[]? Bytes) file) =>
        file.Before is { } before ? file.Bytes is { } bytes && before.AsSpan().SequenceEqual(bytes)
            : file.Bytes is null;
}
