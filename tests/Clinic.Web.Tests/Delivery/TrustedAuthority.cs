using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The one certificate authority that this program trusts, as it would trust the machine's: mail clients inside it need no word about it.</summary>
static class TrustedAuthority
{
    public static X509Certificate2 Certificate { get; } = Create("In-process authority");

    /// <summary>What a program outside this one is given as SSL_CERT_DIR, and as SSL_CERT_FILE, to trust the same.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("clinic-authority-").FullName;

    public static string File { get; } = Path.Combine(Folder, "authority.pem");

    public static X509Certificate2 Create(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(7));
    }

    // Whom to trust is read once, at the first chain that is built, and by native code: nothing later or gentler is heard.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Trust()
    {
        System.IO.File.WriteAllText(File, Certificate.ExportCertificatePem());
        _ = SetVariable(Native("SSL_CERT_FILE"), Native(File), overwrite: 1);
        _ = SetVariable(Native("SSL_CERT_DIR"), Native(Folder), overwrite: 1);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }

    static byte[] Native(string text) => Encoding.UTF8.GetBytes(text + '\0');

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SetVariable(byte[] name, byte[] value, int overwrite);
}
