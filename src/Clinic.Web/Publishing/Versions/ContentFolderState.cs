using Clinic.Web.Articles;
using Clinic.Web.Files;

namespace Clinic.Web.Publishing.Versions;

/// <summary>Whether this machine can write what is published. Asked before anybody types.</summary>
public sealed class ContentFolderState(ContentSettings settings, ArticleLibrary library)
{
    /// <summary>A sentence that says who must act, or null where all is well.</summary>
    public string? WhyReadOnly =>
        library.Current.IsFolderLost || library.Trouble is not null
            ? "The site's content folder is away or empty, so nothing can be published just now. Whoever runs the server must bring it back: "
                + "its volume may not be mounted."
        : Unwritable() is { } folder
            ? $"The site may not write into its content folder, so nothing can be published here. Whoever runs the server must let the program's "
                + $"user write into {folder}."
        : null;

    /// <summary>The first folder that files could not be written into, or null.</summary>
    public string? Unwritable() =>
        ContentKind.Texts.Select(kind => kind.Folder).Prepend("").Select(name => Path.Combine(settings.Folder, name))
            .FirstOrDefault(folder => !PrivateFiles.CanBeMade(folder));
}
