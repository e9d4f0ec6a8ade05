using System.Globalization;
using System.Text;
using System.Text.Json;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Delivery;

/// <summary>
/// The day's suspected requests by reference, with no word of theirs, for the clinic's front desk. It holds the tokens
/// of its links, so it waits sealed, and is erased when the mail has gone out.
/// </summary>
public sealed class DailyList(IDataProtectionProvider protection, Func<Letterhead> letterhead)
{
    const string Format = "digest-v2";

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.DailyList.v1");

    public SealedPayload Keep(IReadOnlyList<SuspectedRequest> suspected) =>
        new(Format, protector.Protect(JsonSerializer.SerializeToUtf8Bytes(suspected)));

    public string Write(SealedPayload list)
    {
        // One that was queued by an earlier version is its text.
        if (list.Format != Format) return Encoding.UTF8.GetString(list.Bytes);
        var head = letterhead();
        var text = new StringBuilder(
            """
            These requests look as if a machine had sent them, so the website kept them and did not mail them. Some may be from real people.

            To have one mailed to you, open its link and press the button there. Opening the link alone does nothing. A link works for
            seven days, and once.

            """);
        foreach (var request in JsonSerializer.Deserialize<IReadOnlyList<SuspectedRequest>>(
            protector.Unprotect(list.Bytes)) ?? [])
            text.Append(CultureInfo.InvariantCulture, $"\n{request.Reference}\n{head.Say(request.Received)}; "
                + $"{request.Suspicion}\n{new Uri(head.Site, $"/release/{request.Token}")}\n");
        return text.Append("\nAfter seven days, whoever runs the website can have one mailed: requests resend <reference>\n").ToString();
    }
}
