using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Clinic.Web.Staff;

/// <summary>Random bytes as text for cookies and links, and the hash by which the database knows them.</summary>
static class RandomSecret
{
    public static string Next(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    public static bool IsOf(int bytes, string? text) =>
        Base64Url.IsValid(text ?? "", out var length) && length == bytes;

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
