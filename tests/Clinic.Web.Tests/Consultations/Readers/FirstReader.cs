using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Tests.Consultations.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Consultations.Readers;

/// <summary>A site gets its first reader, as an owner's browser makes one; the private halves stay here.</summary>
sealed class FirstReader : IDisposable
{
    readonly TestReaders readers = new(2);
    readonly ListSigner signer;

    FirstReader(string host) => signer = new() { For = host };

    public TestReaders.Reader Ann => readers.All[0];

    public TestReaders.Reader Recovery => readers.All[1];

    public static async Task<FirstReader> At(IServiceProvider services, string person = "ann")
    {
        var settings = services.GetRequiredService<SealingSettings>();
        var first = new FirstReader(settings.Host);
        ListedReader[] listed = [new(person, first.Ann.Public.Hash, true)];
        var text = ListSigner.Text(1, "", first.Recovery.Public.Hash, listed, settings.Host, CurrentReaders.HashOf(settings.Certificate));
        var list = first.signer.Sign(text, listed, first.Recovery.Public) with
        {
            OwnKey = first.Ann.Public,
            OwnBlob = new("passkey-of-ann", first.Ann.Public.Hash, "{}"),
        };
        var people = new Dictionary<string, bool>(StringComparer.Ordinal) { [person] = true };
        Assert.Equal(ListAnswer.Taken, await services.GetRequiredService<ReaderListChange>().Take(list, person, people, default));
        return first;
    }

    public void Dispose()
    {
        readers.Dispose();
        signer.Dispose();
    }
}
