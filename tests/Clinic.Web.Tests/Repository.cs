namespace Clinic.Web.Tests;

/// <summary>The folder that holds Clinic.Web.sln.</summary>
public static class Repository
{
    public static readonly string Root = Find(new(AppContext.BaseDirectory));

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Files below a folder that people wrote, with paths from that folder.</summary>
    public static IEnumerable<(string Name, string Text)> Sources(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path(folder), "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path(folder), file).Replace('\\', '/'))
            .Where(name => extensions.Contains(System.IO.Path.GetExtension(name)) && !name.Split('/').Any(part => part is "bin" or "obj" or "var"))
            .Select(name => (name, File.ReadAllText(Path(folder, name))));

    static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The tests do not lie below Clinic.Web.sln.")
        : File.Exists(System.IO.Path.Combine(folder.FullName, "Clinic.Web.sln")) ? folder.FullName
        : Find(folder.Parent);
}
