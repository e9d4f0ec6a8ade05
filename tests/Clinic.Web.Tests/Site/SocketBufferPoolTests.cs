using System.Buffers;
using System.Runtime.InteropServices;
using Clinic.Web.Site.Engine;

namespace Clinic.Web.Tests.Site;

/// <summary>What one visitor's request is read into is no other's at the same time.</summary>
public sealed class SocketBufferPoolTests : IDisposable
{
    readonly SocketBufferPool server = new();
    readonly MemoryPool<byte> memory;

    public SocketBufferPoolTests() => memory = server.Create();

    [Fact]
    public void A_piece_given_back_twice_is_lent_to_one()
    {
        var piece = memory.Rent();
        piece.Dispose();
        piece.Dispose();

        Assert.Distinct(Lend(3));
    }

    [Fact]
    public void A_piece_that_came_back_is_lent_again()
    {
        var lent = memory.Rent();
        var bytes = Bytes(lent);
        lent.Dispose();

        Assert.Same(bytes, Bytes(memory.Rent()));
    }

    [Fact]
    public void After_a_crowd_only_so_many_pieces_are_kept()
    {
        var crowd = Enumerable.Range(0, SocketBufferPool.MostKept + 50).Select(_ => memory.Rent()).ToList();
        var before = crowd.Select(Bytes).ToHashSet();
        foreach (var piece in crowd) piece.Dispose();

        Assert.Equal(SocketBufferPool.MostKept, Lend(crowd.Count).Count(before.Contains));
    }

    [Fact]
    public void At_a_quiet_moment_none_is_kept()
    {
        var lent = memory.Rent();
        var bytes = Bytes(lent);
        lent.Dispose();

        server.ReleaseUnused();

        Assert.NotSame(bytes, Bytes(memory.Rent()));
    }

    [Fact]
    public void Visitors_who_come_at_once_share_no_piece()
    {
        var shared = new int[Environment.ProcessorCount * 2];
        Parallel.For(0, shared.Length, visitor =>
        {
            for (var round = 0; round < 20_000; round++)
            {
                using var piece = memory.Rent();
                var mine = MemoryMarshal.Cast<byte, int>(piece.Memory.Span);
                mine[0] = visitor;
                Thread.SpinWait(20);
                if (mine[0] != visitor) Interlocked.Increment(ref shared[visitor]);
            }
        });

        Assert.All(shared, times => Assert.Equal(0, times));
    }

    [Fact]
    public void More_than_a_piece_is_not_lent() => Assert.Throws<ArgumentOutOfRangeException>(() => memory.Rent(SocketBufferPool.PieceSize + 1));

    public void Dispose() => memory.Dispose();

    IEnumerable<byte[]> Lend(int pieces) => [.. Enumerable.Range(0, pieces).Select(_ => Bytes(memory.Rent()))];

    static byte[] Bytes(IMemoryOwner<byte> piece) => MemoryMarshal.TryGetArray<byte>(piece.Memory, out var bytes) ? bytes.Array! : throw new InvalidOperationException("A piece is no array.");
}
