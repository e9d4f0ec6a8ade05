using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// A page or file as bytes, in each encoding that browsers ask for, ready to be sent again and again.
/// </summary>
public sealed class CachedPage
{
    const int BestBrotli = 11;
    const int QuickBrotli = 4;
    const int BrotliWindow = 22;

    readonly byte[] plain;
    readonly byte[] gzip;
    readonly string? policy;
    // Photos, which do not become smaller.
    readonly bool isPacked;
    volatile byte[] brotli;

    public CachedPage(byte[] plain, string contentType)
    {
        (this.plain, ContentType) = (plain, contentType);
        isPacked = contentType is "image/jpeg" or "image/webp";
        gzip = isPacked ? plain : Gzip(plain);
        brotli = isPacked ? plain : Brotli(plain, QuickBrotli);
        Mark = Convert.ToHexStringLower(SHA256.HashData(plain))[..16];
        policy = contentType == "image/svg+xml" ? SvgPolicy.Of(plain) : null;
        PlainTag = $"\"{Mark}\"";
        GzipTag = $"\"{Mark}-gz\"";
        BrotliTag = $"\"{Mark}-br\"";
    }

    public string ContentType { get; }

    public Endpoint? Endpoint { get; init; }

    public string Mark { get; }

    public string PlainTag { get; }

    public string GzipTag { get; }

    public string BrotliTag { get; }

    /// <summary>Takes long; meant for the background.</summary>
    public void CompressWell() => brotli = Brotli(plain, BestBrotli);

    /// <summary>The whole answer to GET or HEAD, or 304 when the browser has these very bytes.</summary>
    public Task Send(HttpContext context, string keep)
    {
        var (bytes, tag, encoding) = For(context.Request.Headers.AcceptEncoding);
        var (response, headers) = (context.Response, context.Response.Headers);
        headers.ETag = tag;
        if (policy is not null) headers.ContentSecurityPolicy = policy;
        if (!isPacked) headers.Vary = "Accept-Encoding";
        headers.CacheControl = keep;
        if (IsKnown(context.Request.Headers, headers.LastModified))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = ContentType;
        response.ContentLength = bytes.Length;
        if (encoding is not null) headers.ContentEncoding = encoding;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    // A tag that is given decides alone, as RFC 9110 has it.
    bool IsKnown(IHeaderDictionary asked, StringValues modified) => asked.IfNoneMatch is { Count: > 0 } known
        ? known == "*" || known.ToString().Contains(Mark, StringComparison.Ordinal)
        : asked.IfModifiedSince is [{ } since] && modified is [{ } last]
            && (since == last || (HeaderUtilities.TryParseDate(since, out var then)
            && HeaderUtilities.TryParseDate(last, out var changed) && changed <= then));

    public (byte[] Bytes, string Tag, string? Encoding) For(string? acceptEncoding) =>
        isPacked ? (plain, PlainTag, null) : AcceptedEncoding.BestOf(acceptEncoding) switch
        {
            AcceptedEncoding.Brotli => (brotli, BrotliTag, AcceptedEncoding.Brotli),
            AcceptedEncoding.Gzip => (gzip, GzipTag, AcceptedEncoding.Gzip),
            _ => (plain, PlainTag, null),
        };

    static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.SmallestSize)) stream.Write(bytes);
        return packed.ToArray();
    }

    static byte[] Brotli(byte[] bytes, int quality)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var written, quality, BrotliWindow)
            ? packed[..written] : throw new InvalidOperationException("The page could not be compressed.");
    }
}
