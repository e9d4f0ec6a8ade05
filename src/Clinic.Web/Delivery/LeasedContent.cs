using MimeKit;
using MimeKit.IO;

namespace Clinic.Web.Delivery;

/// <summary>The mail is another program's by now, or nobody's any more: it must not reach its final dot.</summary>
public sealed class LeaseLostException() : Exception("The lease of this mail was lost.");

/// <summary>
/// The content of a mail on its way out, whose last byte waits until the store says that the mail is still ours to
/// send.
/// </summary>
sealed class LeasedContent(IMimeContent inner, Func<CancellationToken, Task<bool>> isOurs) : IMimeContent
{
    public ContentEncoding Encoding => inner.Encoding;

    public NewLineFormat? NewLineFormat => inner.NewLineFormat;

    public Stream? Stream => inner.Stream;

    public static void Guard(MimeMessage message, Func<CancellationToken, Task<bool>> isOurs)
    {
        if (message.Body is not MimePart { Content: { } content } part)
            throw new InvalidOperationException("Every mail of ours has one part.");
        part.Content = new LeasedContent(content, isOurs);
    }

    public Stream Open() => inner.Open();

    // These two measure a mail and weigh its encodings; what is sent goes by the others.
    public void DecodeTo(Stream stream, CancellationToken cancellationToken = default) =>
        inner.DecodeTo(stream, cancellationToken);

    public void WriteTo(Stream stream, CancellationToken cancellationToken = default) =>
        inner.WriteTo(stream, cancellationToken);

    public async Task DecodeToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        await inner.DecodeToAsync(stream, cancellationToken);
        await Confirm(cancellationToken);
    }

    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        await inner.WriteToAsync(stream, cancellationToken);
        await Confirm(cancellationToken);
    }

    public void Dispose() => inner.Dispose();

    async Task Confirm(CancellationToken cancel)
    {
        if (!await isOurs(cancel)) throw new LeaseLostException();
    }
}
