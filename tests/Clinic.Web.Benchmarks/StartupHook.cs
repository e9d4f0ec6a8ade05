using System.Globalization;
using System.Runtime.InteropServices;

/// <summary>Loaded by the site's process (DOTNET_STARTUP_HOOKS): on SIGUSR1 it writes how many bytes were allocated so far.</summary>
#pragma warning disable MA0047 // The runtime looks for it under this very name.
static class StartupHook
#pragma warning restore MA0047
{
    const PosixSignal UserSignal = (PosixSignal)10;

    public const string FileVariable = "CLINIC_ALLOCATIONS";

    static PosixSignalRegistration? registration;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { } file) return;
        registration = PosixSignalRegistration.Create(UserSignal, context =>
        {
            context.Cancel = true;
            var allocated = GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture);
            File.WriteAllText(file + ".new", allocated);
            File.Move(file + ".new", file, overwrite: true);
        });
    }
}
