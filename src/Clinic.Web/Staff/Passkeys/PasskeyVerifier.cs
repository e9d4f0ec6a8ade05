using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Clinic.Web.Staff.Passkeys;

/// <summary>The address that passkeys are made for and answer to. It is fixed by the first of them.</summary>
public sealed record StaffHost(Uri Address)
{
    public string Name => Address.Host;

    /// <summary>
    /// This address and no other; on this machine at any port, since tests and proxies choose their own.
    /// </summary>
    public bool IsOrigin(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && from.Scheme == Address.Scheme && string.Equals(from.Host, Address.Host, StringComparison.Ordinal)
        && (from.Port == Address.Port || Address.IsLoopback);
}

/// <summary>
/// Writes what a browser asks its passkeys for, and judges what they answer, by the framework's own rules.
/// </summary>
/// <remarks>
/// Of the framework's identity nothing else is used: its sign-in accepts a captured answer again, and its cookies are
/// not ours.
/// </remarks>
public sealed class PasskeyVerifier : IDisposable
{
    readonly UserManager<PasskeyHolder> holders;
    readonly PasskeyHandler<PasskeyHolder> handler;

    // The handler would take host and origin from it where these were not set.
    readonly DefaultHttpContext nobody = new();

    public PasskeyVerifier(StaffPasskeys passkeys, StaffHost host)
    {
        holders = new(
            new PasskeyHolders(passkeys), Options.Create(new IdentityOptions()), null!, [], [], null!, new(), null!,
            NullLogger<UserManager<PasskeyHolder>>.Instance);
        handler = new(holders, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = host.Name,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            AuthenticatorTimeout = SignInChallenges.Lifetime,
            ValidateOrigin = from => ValueTask.FromResult(!from.CrossOrigin && from.TopOrigin is null
                && host.IsOrigin(from.Origin)),
        }));
    }

    public async Task<PasskeyQuestion> AskForNew(StaffPerson person)
    {
        var made = await handler.MakeCreationOptionsAsync(new()
        {
            Id = person.Id,
            Name = person.Email,
            DisplayName = person.Name
        }, nobody);
        return new(made.CreationOptionsJson, made.AttestationState!);
    }

    /// <param name="person">Null where any passkey of this host will do.</param>
    public async Task<PasskeyQuestion> AskForTouch(string? person)
    {
        var made = await handler.MakeRequestOptionsAsync(person is null ? null : new(person), nobody);
        return new(made.RequestOptionsJson, made.AssertionState!);
    }

    /// <summary>Null when it is not what was asked for.</summary>
    public async Task<UserPasskeyInfo?> Made(string credential, string state)
    {
        var judged = await handler.PerformAttestationAsync(new()
        {
            HttpContext = nobody,
            CredentialJson = credential,
            AttestationState = state
        });
        return judged.Succeeded ? judged.Passkey.IsUserVerified ? judged.Passkey : null : Refused(judged.Failure);
    }

    /// <inheritdoc cref="Made"/>
    public async Task<TouchedPasskey?> Touched(string credential, string state)
    {
        var judged = await handler.PerformAssertionAsync(new()
        {
            HttpContext = nobody,
            CredentialJson = credential,
            AssertionState = state
        });
        if (judged.Succeeded) return new(judged.User.Id, judged.Passkey);
        Refused(judged.Failure);
        return null;
    }

    // A store that is away is no judgement of a passkey.
    static UserPasskeyInfo? Refused(PasskeyException failure) =>
        failure.InnerException is StoreUnavailableException away ? throw away : null;

    public void Dispose() => holders.Dispose();
}

/// <param name="Options">What the browser is given, as JSON.</param>
/// <param name="State">What the verifier wants back with the answer.</param>
public sealed record PasskeyQuestion(string Options, string State);

public sealed record TouchedPasskey(string Person, UserPasskeyInfo Passkey);
