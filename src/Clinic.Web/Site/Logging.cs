using System.Globalization;
using System.Text;
using Clinic.Web.Files;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Json;
using Serilog.Settings.Configuration;
using Serilog.Sinks.File;

namespace Clinic.Web.Site;

/// <summary>
/// One JSON line per event to the console (for a command, whose results stand on standard output, to standard error),
/// and to a rolling file if Log:File names one. In Development the console speaks to a person.
/// </summary>
static class Logging
{
    public static void UseLog(this WebApplicationBuilder builder, bool toStandardError)
    {
        var lines = new GuardedLines();
        var logger = new LoggerConfiguration()
            // Named here, or every library beside the program is opened to see what it offers.
            .ReadFrom.Configuration(builder.Configuration,
                new ConfigurationReaderOptions(typeof(ConsoleLoggerConfigurationExtensions).Assembly,
                typeof(FileLoggerConfigurationExtensions).Assembly))
            // Below a warning the framework writes whole addresses, which may hold a secret or what a person searched
            // for.
            .Filter.ByExcluding(e => IsFrom(e, "Microsoft.AspNetCore.")
                && (e.Level < LogEventLevel.Warning || IsFrom(e, "Microsoft.AspNetCore.Server.Kestrel.BadRequests")))
            .WriteTo.Console(builder.Environment.IsDevelopment() && !toStandardError ? new SpokenLines() : lines,
                standardErrorFromLevel: toStandardError ? LogEventLevel.Verbose : null);
        if (builder.Configuration["Log:File"] is { Length: > 0 } file)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) PrivateFiles.MakeFolder(folder);
            logger.WriteTo.File(lines, file, rollingInterval: RollingInterval.Day, retainedFileCountLimit: 14,
                hooks: new ShutFiles());
        }
        // It tells nothing here, and for the chance that it might, each request would get an activity and a scope.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.ClearProviders().AddSerilog(logger.CreateLogger(), dispose: true);
    }

    static bool IsFrom(LogEvent e, string source) =>
        e.Properties.TryGetValue("SourceContext", out var context)
            && context.ToString().StartsWith($"\"{source}", StringComparison.Ordinal);
}

sealed class ShutFiles : FileLifecycleHooks
{
    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
    {
        PrivateFiles.Shut(path);
        return underlyingStream;
    }
}

/// <summary>
/// JSON lines without what a person may have typed: no address as it was asked for (the framework's scope brings one),
/// and exceptions as their types and stack only, since their messages may quote.
/// </summary>
sealed class GuardedLines : ITextFormatter
{
    readonly JsonFormatter json = new(renderMessage: true);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        logEvent.RemovePropertyIfPresent("RequestPath");
        if (logEvent.Exception is not { } exception)
        {
            Write(logEvent, output);
            return;
        }
        var guarded = new LogEvent(logEvent.Timestamp, logEvent.Level, null, logEvent.MessageTemplate,
            logEvent.Properties.Select(property => new LogEventProperty(property.Key, property.Value)));
        guarded.AddOrUpdateProperty(new("Exception", new ScalarValue(Describe(exception))));
        Write(guarded, output);
    }

    // The JSON formatter leaves these as they are, and some readers of logs begin a new line at them.
    void Write(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        json.Format(logEvent, line);
        foreach (var c in line.ToString())
        {
            if (c is (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029')
                output.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"));
            else output.Write(c);
        }
    }

    internal static string Describe(Exception exception) =>
        $"{exception.GetType().FullName}{Environment.NewLine}{exception.StackTrace}"
            + (exception.InnerException is { } inner ? Environment.NewLine + Describe(inner) : "");
}

/// <summary>"10:14:02 Warning: what happened", with as little of an exception as the JSON lines tell.</summary>
sealed class SpokenLines : ITextFormatter
{
    // What the program tells by itself, better.
    const string Lifetime = "Microsoft.Hosting.Lifetime";

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var isLifetime = logEvent.Properties.TryGetValue("SourceContext", out var source)
            && source.ToString() == $"\"{Lifetime}\"";
        if (isLifetime && logEvent.Level < LogEventLevel.Warning
            && !logEvent.MessageTemplate.Text.StartsWith("Application", StringComparison.Ordinal))
            return;
        logEvent.RemovePropertyIfPresent("RequestPath");
        var level = logEvent.Level >= LogEventLevel.Warning ? $"{logEvent.Level}: " : "";
        output.WriteLine($"{logEvent.Timestamp:HH:mm:ss} {level}{logEvent.RenderMessage(CultureInfo.InvariantCulture)}");
        if (logEvent.Exception is { } exception) output.WriteLine(GuardedLines.Describe(exception));
    }
}
