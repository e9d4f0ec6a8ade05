using System.Net.Sockets;

namespace Clinic.Web.Delivery.Transports;

/// <summary>
/// The way to a mail server, which breaks with an <see cref="IOException"/> when an answer, from our last word to our next, is longer than
/// <see cref="LongestAnswer"/> or later than <see cref="ReadTimeout"/>, however it comes: a server that never ends would keep the machine busy and fill its memory.
/// </summary>
sealed class BoundedAnswers(TcpClient connection, TimeSpan patience) : Stream
{
    /// <summary>Bytes. A greeting or a chain of certificates is a tenth of it.</summary>
    public const int LongestAnswer = 64 * 1024;

    readonly NetworkStream inner = connection.GetStream();
    int heard;
    long since = Environment.TickCount64;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; } = (int)patience.TotalMilliseconds;

    public override int WriteTimeout { get; set; } = (int)patience.TotalMilliseconds;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static async Task<BoundedAnswers> Connect(string host, int port, TimeSpan patience, CancellationToken cancel)
    {
        var connection = new TcpClient();
        try
        {
            await Within(patience, async limit => { await connection.ConnectAsync(host, port, limit); return 0; }, cancel);
            return new(connection, patience);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (heard > LongestAnswer) throw new IOException("The mail server's answer has no end.");
        var left = TimeSpan.FromMilliseconds(Math.Max(since + ReadTimeout - Environment.TickCount64, 0));
        var count = await Within(left, limit => inner.ReadAsync(buffer, limit), cancellationToken);
        heard += count;
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Within(TimeSpan.FromMilliseconds(WriteTimeout), async limit => { await inner.WriteAsync(buffer, limit); return 0; }, cancellationToken);
        (heard, since) = (0, Environment.TickCount64);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An answer without a limit.");

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) connection.Dispose();
        base.Dispose(disposing);
    }

    static async ValueTask<T> Within<T>(TimeSpan time, Func<CancellationToken, ValueTask<T>> step, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(time);
        try
        {
            return await step(limit.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new IOException("The mail server took longer than it may.", e);
        }
    }
}
