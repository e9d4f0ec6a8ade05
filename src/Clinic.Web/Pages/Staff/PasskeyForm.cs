namespace Clinic.Web.Pages;

/// <summary>The button that asks for a passkey, and what is said of it. Its script is staff-passkeys.js.</summary>
/// <param name="What">What the script does: sign-in, join, touch or add.</param>
public sealed record PasskeyForm(string What, string Button)
{
    /// <summary>Where the script posts, if not to the page itself.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where to go on, if the answer does not say.</summary>
    public string Next { get; init; } = "";

    /// <summary>What the new passkey is called, where the person may choose.</summary>
    public string? Name { get; init; }
}
