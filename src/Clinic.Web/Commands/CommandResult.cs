using System.CommandLine;

namespace Clinic.Web.Commands;

/// <summary>
/// A command's last word, with its exit code: results on standard output, everything else on standard error.
/// </summary>
static class CommandResult
{
    public static async Task<int> Say(InvocationConfiguration to, int code, string text)
    {
        await (code == 0 ? to.Output : to.Error).WriteLineAsync(text);
        return code;
    }
}
