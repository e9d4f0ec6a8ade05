using Clinic.Web.Site;

namespace Clinic.Web.Commands;

/// <summary>
/// What a command works on: the settings as they are, right or wrong, and the site's parts, which are only had when all
/// settings are right.
/// </summary>
public sealed class CommandContext(IConfiguration configuration, IHostEnvironment environment, TimeProvider clock,
    Func<Task<IServiceProvider>> open)
{
    public IConfiguration Configuration => configuration;

    public IHostEnvironment Environment => environment;

    public TimeProvider Clock => clock;

    /// <summary>All that the editors' commands need: it is there without store, mail or any setting.</summary>
    public string ContentFolder => SiteSettings.ContentFolderOf(configuration, environment);

    /// <summary>The parts of the site, beside a running one, with the store open.</summary>
    /// <exception cref="InvalidSettingsException">The sentences say what to mend.</exception>
    public Task<IServiceProvider> Open() => open();
}
