using Microsoft.AspNetCore.Identity;

namespace Clinic.Web.Staff.Passkeys;

/// <summary>Somebody as the framework's verifier knows them.</summary>
public sealed record PasskeyHolder(string Id);

/// <summary>
/// What the framework's verifier reads. It writes nothing: passkeys are written in the transaction that accepts their
/// answer.
/// </summary>
sealed class PasskeyHolders(StaffPasskeys passkeys) : IUserPasskeyStore<PasskeyHolder>
{
    // Comes from the passkey, which may say anything.
    public Task<PasskeyHolder?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult<PasskeyHolder?>(userId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            ? new(userId) : null);

    public async Task<PasskeyHolder?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.PersonOf(credentialId, cancellationToken) is { } person ? new(person) : null;

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyHolder user,
        CancellationToken cancellationToken) =>
        [.. await passkeys.Credentials(user.Id, cancellationToken)];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyHolder user, byte[] credentialId,
        CancellationToken cancellationToken) =>
        (await passkeys.Credentials(user.Id, cancellationToken))
            .FirstOrDefault(passkey => passkey.CredentialId.AsSpan().SequenceEqual(credentialId));

    public Task<string> GetUserIdAsync(PasskeyHolder user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(PasskeyHolder user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Id);

    public void Dispose()
    {
    }

    public Task AddOrUpdatePasskeyAsync(PasskeyHolder user, UserPasskeyInfo passkey,
        CancellationToken cancellationToken) => throw Never();

    public Task RemovePasskeyAsync(PasskeyHolder user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw Never();

    public Task<IdentityResult> CreateAsync(PasskeyHolder user, CancellationToken cancellationToken) => throw Never();

    public Task<IdentityResult> UpdateAsync(PasskeyHolder user, CancellationToken cancellationToken) => throw Never();

    public Task<IdentityResult> DeleteAsync(PasskeyHolder user, CancellationToken cancellationToken) => throw Never();

    public Task<PasskeyHolder?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        throw Never();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyHolder user, CancellationToken cancellationToken) =>
        throw Never();

    public Task SetUserNameAsync(PasskeyHolder user, string? userName, CancellationToken cancellationToken) =>
        throw Never();

    public Task SetNormalizedUserNameAsync(PasskeyHolder user, string? normalizedName,
        CancellationToken cancellationToken) => throw Never();

    static NotSupportedException Never() => new("The verifier only reads.");
}
