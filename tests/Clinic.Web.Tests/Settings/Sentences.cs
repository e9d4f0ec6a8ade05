using Clinic.Web.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Clinic.Web.Tests.Settings;

/// <summary>Reads settings as the program does at start and gives the sentences it would stop with.</summary>
static class Sentences
{
    public static IConfiguration Configuration(params IEnumerable<(string Key, string? Value)> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal)).Build();

    public static IReadOnlyList<string> Of(Action read)
    {
        try
        {
            read();
            return [];
        }
        catch (InvalidSettingsException e)
        {
            return e.Message.Split(Environment.NewLine);
        }
    }

    public sealed record Surroundings(string EnvironmentName, string ContentRootPath) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = EnvironmentName;
        public string ContentRootPath { get; set; } = ContentRootPath;
        public string ApplicationName { get; set; } = "Clinic.Web";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
