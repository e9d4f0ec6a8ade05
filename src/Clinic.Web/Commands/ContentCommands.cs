using System.CommandLine;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing;

namespace Clinic.Web.Commands;

/// <summary>What an operator does with the content folder as a whole.</summary>
static class ContentCommands
{
    public static Command For(CommandContext context)
    {
        var restore = new Command("restore", "Writes the last good version of each file that is missing into the "
            + "content folder, from the store. What is there stays as it is. Exit codes: 0 done, 2 nothing could be written.");
        restore.SetAction(async (call, cancel) =>
        {
            var to = call.InvocationConfiguration;
            var folder = context.ContentFolder;
            try
            {
                var written = await ContentRestore.Write((await context.Open()).GetRequiredService<KeptContentStore>(),
                    folder, cancel);
                return await CommandResult.Say(to, 0, written.Count == 0
                    ? $"Nothing that is kept is missing from {folder}."
                    : $"{written.Count} files were written into {folder}: {string.Join(", ", written)}.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return await CommandResult.Say(to, 2, $"Nothing more could be written into {folder}: {e.Message}");
            }
        });
        return new Command("content", "The content folder as a whole.") { restore };
    }
}
