using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Clinic.Web.Files;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// Data Protection encrypts only the keys that it makes after it was given a certificate. What it made before lies
/// there as it was, and is encrypted here in the same form.
/// </summary>
static class KeyFiles
{
    static readonly XNamespace Namespace = "http://schemas.asp.net/2015/03/dataProtection";

    public static void Encrypt(string folder, X509Certificate2 certificate)
    {
        var encryptor = new CertificateXmlEncryptor(certificate, NullLoggerFactory.Instance);
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "key-*.xml"))
        {
            var key = XElement.Load(file);
            var secrets = key.Descendants().Where(element => (bool?)element.Attribute(Namespace
                + "requiresEncryption") == true && !element.Ancestors(Namespace + "encryptedSecret").Any()).ToList();
            foreach (var secret in secrets)
            {
                var closed = encryptor.Encrypt(secret);
                secret.ReplaceWith(new XElement(Namespace + "encryptedSecret",
                    new XAttribute("decryptorType", closed.DecryptorType.AssemblyQualifiedName!),
                    closed.EncryptedElement));
            }
            if (secrets.Count > 0) WholeFile.WritePrivately(file, key.Save);
        }
    }
}
