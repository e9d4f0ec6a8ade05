using System.CommandLine;
using System.Globalization;
using Clinic.Web.Consultations;
using Clinic.Web.Staff;
using Clinic.Web.Staff.People;

namespace Clinic.Web.Commands;

/// <summary>
/// staff invite, list, remove: the first owner's way in, and the way back in when every passkey is lost.
/// </summary>
static class StaffCommands
{
    const int LongestName = 100;

    public static Command For(CommandContext context)
    {
        var address = new Argument<string>("mail address") { Description = "such as ann@clinic.example" };
        var role = new Option<string>("--role")
        {
            Description = $"one of {string.Join(", ", StaffRoleWords.All)}, or several with commas between",
            Required = true,
        };
        var name = new Option<string>("--name") { Description = "as the clinic knows the person", Required = true };

        var invite = new Command("invite", "Prints a link that makes somebody one of the staff. It works once, for 24 hours.") { address, role, name };
        invite.SetAction((call, cancel) => Invite(
            context, call.GetValue(address)!, call.GetValue(role)!, call.GetValue(name)!, call.InvocationConfiguration,
                cancel));

        var list = new Command("list", "Who belongs to the staff, and who was invited.");
        list.SetAction(async (call, cancel) =>
            await List(context, await context.Open(), call.InvocationConfiguration.Output, cancel));

        var remove = new Command("remove", "Takes somebody off the staff; they are signed out at once.") { address };
        remove.SetAction(async (call, cancel) => await Remove(
            context, await context.Open(), call.GetValue(address)!, call.InvocationConfiguration, cancel));

        return new Command("staff", "Who may work on the staff side of the website. Exit codes: 0 done, 1 not found, 2 wrong call or settings.")
        {
            invite,
            list,
            remove,
        };
    }

    static async Task<int> Invite(
        CommandContext context, string typed, string role, string name, InvocationConfiguration to,
            CancellationToken cancel)
    {
        if (!EmailAddress.TryParse(typed, out var address)) return await Wrong(to, $"\"{typed}\" is no mail address.");
        if (!StaffRoleWords.TryParse(role, out var roles))
            return await Wrong(to, $"\"{role}\" is no role: give {string.Join(", ", StaffRoleWords.All)}, or several with commas between.");
        var known = TypedText.OneLine(name);
        if (known.Length == 0 || TypedText.Length(known) > LongestName || !PersonName.HasOnlyWhatNamesHave(known))
            return await Wrong(to, "The name must be a person's name, of letters.");
        var services = await context.Open();
        var invited = await services.GetRequiredService<Invitations>()
            .InviteOnServer(new(address, known, roles), Environment.UserName, context.Clock.GetUtcNow(), cancel);
        if (invited is null)
            return await Wrong(to, "That person is the last owner: invite them with --role owner, or nobody could invite or remove anybody any more.");
        await to.Output.WriteLineAsync(services.GetRequiredService<StaffMailbox>().LinkOf(invited.Secret));
        await to.Error.WriteLineAsync($"Give this link to {known} alone. It works once, until {Said(invited.Until)}.");
        if (invited.NeedsConfirming)
            await to.Error.WriteLineAsync("They count as an owner after another owner has confirmed it at /staff/people. All owners are told by mail.");
        return 0;
    }

    static async Task<int> List(CommandContext context, IServiceProvider services, TextWriter output,
        CancellationToken cancel)
    {
        foreach (var member in await services.GetRequiredService<StaffMembers>().All(context.Clock.GetUtcNow(), cancel))
        {
            var state = member.Joined is { } joined ? $"joined {Said(joined)}, passkeys: {member.Passkeys}"
                : member.InvitedUntil is { } until ? $"invited until {Said(until)}" : "invitation ended";
            var waits = member.IsOwnerUnconfirmed ? ", waits for an owner to confirm them as one" : "";
            await output.WriteLineAsync($"{member.Person.Email}  {StaffRoleWords.Write(member.Person.Roles)}  {state}{waits}");
        }
        return 0;
    }

    static async Task<int> Remove(CommandContext context, IServiceProvider services, string typed,
        InvocationConfiguration to, CancellationToken cancel)
    {
        var (members, now) = (services.GetRequiredService<StaffMembers>(), context.Clock.GetUtcNow());
        if (!EmailAddress.TryParse(typed, out var address)
            || await members.At(address.Value, now, cancel) is not { } member)
            return await CommandResult.Say(to, 1, "Nobody of the staff has that mail address: staff list shows who is there.");
        return await members.Remove(member.Person.Id, Environment.UserName, now, cancel) switch
        {
            PeopleChange.Done => await CommandResult.Say(to, 0,
                $"{member.Person.Email} is removed and signed out everywhere."),
            PeopleChange.Unknown => await CommandResult.Say(to, 1, "Somebody else has removed them already."),
            PeopleChange.OnlySigner => await Wrong(
                to, "Nobody else can sign the list of readers: have one signed at /staff/readers that names another owner first."),
            PeopleChange.LastOwner => await Wrong(
                to, "That is the last owner, without whom nobody could invite or remove anybody: invite another owner first."),
        };
    }

    static Task<int> Wrong(InvocationConfiguration to, string sentence) => CommandResult.Say(to, 2, sentence);

    static string Said(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
