using Clinic.Web.Site.Engine;

namespace Clinic.Web.Tests.Site;

/// <summary>Memory goes back to the machine when there is some to give and nobody waits.</summary>
public sealed class MemoryTrimmerTests
{
    const long Needed = 100 << 20;

    [Fact]
    public void After_a_crowd_it_is_given_back_until_no_more_comes()
    {
        using var server = new Server { Held = Needed };
        // The first look after a start always tries, and finds nothing to speak of.
        server.Look();
        Assert.Equal(1, server.Given);

        server.Held = Needed + (2 * MemoryTrimmer.Worthwhile) + MemoryTrimmer.More;
        server.Spare.Enqueue(2 * MemoryTrimmer.Worthwhile);
        server.Spare.Enqueue(MemoryTrimmer.More);
        for (var look = 0; look < 5; look++) server.Look();

        Assert.Equal(Needed, server.Held);
        Assert.Equal(4, server.Given);
    }

    [Fact]
    public void Nobody_is_kept_waiting_while_the_server_works()
    {
        using var server = new Server { Held = Needed };
        server.Worked += MemoryTrimmer.Quiet + TimeSpan.FromMilliseconds(1);
        server.Look();
        Assert.Equal(0, server.Given);

        server.Look();
        Assert.Equal(1, server.Given);
    }

    [Fact]
    public void A_little_more_than_before_is_left_alone()
    {
        using var server = new Server { Held = Needed };
        server.Look();
        server.Held = Needed + MemoryTrimmer.Worthwhile - 1;
        server.Look();

        Assert.Equal(1, server.Given);
    }

    [Fact]
    public void The_real_one_compacts_all_memory_and_reads_what_the_process_takes()
    {
        var before = GC.GetGCMemoryInfo(GCKind.FullBlocking).Index;
        ProcessUse.Here.GiveBack();

        var collection = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        Assert.True(collection.Index > before);
        Assert.True(collection.Compacted);
        Assert.InRange(ProcessUse.Here.Held(), 10L << 20, 10L << 30);
        Assert.True(ProcessUse.Here.Worked() > TimeSpan.Zero);
    }

    /// <summary>A server whose numbers are set by hand.</summary>
    sealed class Server : IDisposable
    {
        readonly MemoryTrimmer memory;

        public Server() => memory = new(new(() => Worked, () => Held, GiveBack), TimeProvider.System);

        public TimeSpan Worked { get; set; }

        public long Held { get; set; }

        /// <summary>What each collection finds, one after the other.</summary>
        public Queue<long> Spare { get; } = new();

        public int Given { get; private set; }

        public void Look() => memory.Look();

        public void Dispose() => memory.Dispose();

        void GiveBack()
        {
            Given++;
            Held -= Spare.TryDequeue(out var found) ? found : 0;
        }
    }
}
