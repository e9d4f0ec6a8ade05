using System.Text;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Tests.Consultations.Sealing;

namespace Clinic.Web.Tests.Consultations.Readers;

/// <summary>A list of readers is read only as an owner's browser writes it.</summary>
public sealed class ReaderListTests : IDisposable
{
    readonly TestReaders readers = new(3);

    string Good => ListSigner.Text(1, "", readers.All[2].Public.Hash,
        [new("ann", readers.All[0].Public.Hash, true), new("bob", readers.All[1].Public.Hash, false)]);

    [Fact]
    public void It_tells_who_reads_by_which_key()
    {
        Assert.True(ReaderList.TryRead(Encoding.UTF8.GetBytes(Good), out var list));
        Assert.Equal([("ann", true), ("bob", false)], list.Readers.Select(reader => (reader.Person, reader.IsOwner)));
        Assert.Equal((1, ListSigner.Host, "", "", RecipientKey.HashOf(Encoding.UTF8.GetBytes(Good))), (list.Number, list.Host, list.Certificate, list.Previous, list.Hash));
    }

    [Fact]
    public void Any_byte_more_less_or_otherwise_is_no_list()
    {
        var key = readers.All[0].Public.Hash;
        string[] broken =
        [
            "", "null", "[]", "{}", Good + " ", " " + Good, Good.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal), Good.Replace(",", ", ", StringComparison.Ordinal),
            Good.Replace("\"number\":1", "\"number\":0", StringComparison.Ordinal), Good.Replace("\"number\":1", "\"number\":1.0", StringComparison.Ordinal),
            Good.Replace("\"number\":1", "\"number\":1,\"number\":1", StringComparison.Ordinal), Good.Replace("\"v\":1", "\"v\":1,\"more\":1", StringComparison.Ordinal),
            Good.Replace(key, "short", StringComparison.Ordinal), Good.Replace(key, readers.All[1].Public.Hash, StringComparison.Ordinal),
            Good.Replace("ann", "zoe", StringComparison.Ordinal), Good.Replace("ann", "a n", StringComparison.Ordinal), Good.Replace("\"ann\"", "null", StringComparison.Ordinal),
            Good.Replace("\"previous\":\"\"", $"\"previous\":\"{key}\"", StringComparison.Ordinal), Good.Replace("\"readers\"", "\"Readers\"", StringComparison.Ordinal),
            Good.Replace(readers.All[2].Public.Hash, "", StringComparison.Ordinal), Good.Replace(readers.All[2].Public.Hash, key, StringComparison.Ordinal),
        ];

        Assert.All(broken, text => Assert.False(ReaderList.TryRead(Encoding.UTF8.GetBytes(text), out _), text));
    }

    [Fact]
    public void The_last_reader_and_the_last_owner_cannot_leave()
    {
        var recovery = readers.All[2].Public.Hash;

        Assert.False(ReaderList.TryRead(Encoding.UTF8.GetBytes(ListSigner.Text(1, "", recovery, [])), out _));
        Assert.False(ReaderList.TryRead(Encoding.UTF8.GetBytes(ListSigner.Text(1, "", recovery, [new("bob", readers.All[1].Public.Hash, false)])), out _));
    }

    public void Dispose() => readers.Dispose();
}
