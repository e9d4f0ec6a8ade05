using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Clinic.Web.Site.Engine;

/// <summary>
/// The server itself refuses what is no good HTTP (400, 408, 414, 431 …) before any of our steps, with a head and
/// nothing else.
/// Those answers get the security headers here, on their way out. Over TLS of our own they stay bare: what passes here
/// is sealed then.
/// </summary>
/// <param name="headers">Whole lines, each with its line break.</param>
sealed class KestrelErrorHeaders(string headers)
{
    readonly byte[] lines = Encoding.ASCII.GetBytes(headers + "Cache-Control: no-store\r\n\r\n");

    public ConnectionDelegate AddTo(ConnectionDelegate next) => connection =>
    {
        connection.Transport =
            new Transport(connection.Transport.Input, new HeaderAddingWriter(connection.Transport.Output, lines));
        return next(connection);
    };

    sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    sealed class HeaderAddingWriter(PipeWriter inner, byte[] lines) : PipeWriter
    {
        Memory<byte> written;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => written = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            if (!IsErrorWithoutHeaders(written.Span[..bytes]))
            {
                inner.Advance(bytes);
                return;
            }
            inner.Advance(bytes - "\r\n"u8.Length);
            inner.Write(lines);
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source,
            CancellationToken cancellationToken = default) => inner.WriteAsync(source, cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

        static bool IsErrorWithoutHeaders(ReadOnlySpan<byte> head) =>
            (head.StartsWith("HTTP/1.1 4"u8) || head.StartsWith("HTTP/1.1 5"u8)) && head.EndsWith("\r\n\r\n"u8)
                && head.IndexOf("\r\nX-Content-Type-Options:"u8) < 0;
    }
}
