using System.CommandLine;

namespace Clinic.Web.Commands;

/// <summary>
/// The operator's and editor's commands, beside a running site. Exit codes: 0 done, 1 not found, 2 wrong call or
/// settings.
/// </summary>
public static class CommandLine
{
    static readonly string[] AsksForHelp = ["--help", "-h", "-?", "--version"];

    public static bool IsCommand(string[] args) =>
        args.Length > 0 && (AsksForHelp.Contains(args[0]) || All(null!).Exists(command => command.Name == args[0]));

    public static Task<int> Run(string[] args, CommandContext context, TextWriter? output = null,
        TextWriter? errors = null)
    {
        var root = new RootCommand("The clinic's website. Without a command it serves the site.");
        All(context).ForEach(root.Subcommands.Add);
        // What goes wrong with settings and store is said by the program, in a sentence.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = output ?? Console.Out,
            Error = errors ?? Console.Error
        });
    }

    static List<Command> All(CommandContext context) =>
    [
        RequestCommands.For(context),
        StaffCommands.For(context),
        DoctorCommand.For(context),
        .. BackupCommands.For(context),
        ContentCommands.For(context),
        ClockCommand.For(context),
        CheckCommand.For(context),
        .. EditingCommands.For(context),
    ];
}
