using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Clinic.Web.Site.Engine;

/// <summary>
/// The server itself refuses what is no good HTTP (400, 408, 414, 431 …) before any of our steps, with a head and
/// nothing else. Those answers get the security headers and a page here, on their way out. Over TLS of our own they
/// stay bare: what passes here is sealed then.
/// </summary>
/// <param name="headers">Whole lines, each with its line break.</param>
/// <param name="page">The html for a status.</param>
sealed class KestrelErrorAnswers(string headers, Func<int, string> page)
{
    const string NoBody = "\r\nContent-Length: 0\r\n";
    const string Closes = "\r\nConnection: close\r\n";

    readonly string lines = headers + "Cache-Control: no-store\r\n";

    public ConnectionDelegate AddTo(ConnectionDelegate next) => connection =>
    {
        connection.Transport =
            new Transport(connection.Transport.Input, new CompletingWriter(connection.Transport.Output, Complete));
        return next(connection);
    };

    /// <summary>The head as it should have been, and a body where the server says that it has none.</summary>
    byte[] Complete(ReadOnlySpan<byte> bare)
    {
        var head = Encoding.ASCII.GetString(bare[..^"\r\n"u8.Length]);
        // A connection that goes on may be that of a HEAD request, whose answer has no body.
        if (!head.Contains(NoBody, StringComparison.Ordinal) || !head.Contains(Closes, StringComparison.Ordinal))
            return Encoding.ASCII.GetBytes($"{head}{lines}\r\n");
        var body = Encoding.UTF8.GetBytes(page(int.Parse(head.AsSpan("HTTP/1.1 ".Length, 3),
            CultureInfo.InvariantCulture)));
        var described = head.Replace(NoBody,
            string.Create(CultureInfo.InvariantCulture,
                $"\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\n"),
            StringComparison.Ordinal);
        return [.. Encoding.ASCII.GetBytes($"{described}{lines}\r\n"), .. body];
    }

    delegate byte[] Completion(ReadOnlySpan<byte> bare);

    sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    sealed class CompletingWriter(PipeWriter inner, Completion complete) : PipeWriter
    {
        Memory<byte> written;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => written = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            if (!IsBareError(written.Span[..bytes]))
            {
                inner.Advance(bytes);
                return;
            }
            inner.Write(complete(written.Span[..bytes]));
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source,
            CancellationToken cancellationToken = default) => inner.WriteAsync(source, cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

        static bool IsBareError(ReadOnlySpan<byte> head) =>
            (head.StartsWith("HTTP/1.1 4"u8) || head.StartsWith("HTTP/1.1 5"u8)) && head.EndsWith("\r\n\r\n"u8)
                && head.IndexOf("\r\nX-Content-Type-Options:"u8) < 0;
    }
}
