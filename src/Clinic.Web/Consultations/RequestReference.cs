using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Clinic.Web.Consultations;

/// <summary>
/// The number a person reads over the telephone: KC-7F3K9-2QXMT. Nine random characters and a check character from an
/// alphabet of 23 without look-alikes; the check finds every single wrong character and every swap of two neighbours.
/// </summary>
public sealed record RequestReference
{
    const string Alphabet = "2346789ACEFHJKMNPQRTWXY";
    const int RandomCharacters = 9;

    RequestReference(string characters) => Value = $"KC-{characters[..5]}-{characters[5..]}";

    public string Value { get; }

    public static RequestReference Next()
    {
        var random = RandomNumberGenerator.GetString(Alphabet, RandomCharacters);
        return new(random + CheckOf(random));
    }

    /// <summary>Reads a reference as people write it: any case, hyphens and spaces left out or put in.</summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out RequestReference? reference)
    {
        reference = null;
        var characters = string.Concat((typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        // By length: the characters themselves may begin with KC.
        if (characters.Length == "KC".Length + RandomCharacters + 1
            && characters.StartsWith("KC", StringComparison.Ordinal))
            characters = characters[2..];
        if (characters.Length != RandomCharacters + 1
            || !characters.All(c => Alphabet.Contains(c, StringComparison.Ordinal)))
            return false;
        if (CheckOf(characters[..RandomCharacters]) != characters[^1]) return false;
        reference = new(characters);
        return true;
    }

    public override string ToString() => Value;

    // Weights 2, 3, … 10 differ from each other and from the check's own weight 1 modulo the prime 23.
    static char CheckOf(string random)
    {
        var sum = random.Select((c, i) => Alphabet.IndexOf(c, StringComparison.Ordinal) * (RandomCharacters + 1 - i))
            .Sum();
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}
