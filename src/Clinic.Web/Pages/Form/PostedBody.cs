using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Clinic.Web.Pages;

/// <summary>
/// What was posted, read once and within limits. What cannot be read is the sender's mistake and never ours.
/// </summary>
/// <param name="UnreadFor">The status when the body is larger than a form can be, or comes too slowly.</param>
public sealed record PostedBody(IFormCollection Fields, bool IsReadable, int? UnreadFor = null)
{
    public const int Largest = 64 * 1024;
    const int MostValues = 64;
    // A text names other texts, each with a value of its own.
    const int MostValuesOfTexts = 1024;

    static FormOptions Limits(int largest) => new()
    {
        BufferBody = false,
        BufferBodyLengthLimit = largest,
        MultipartBodyLengthLimit = largest,
        ValueCountLimit = largest > Largest ? MostValuesOfTexts : MostValues,
        ValueLengthLimit = largest,
        KeyLengthLimit = 200,
    };

    static readonly PostedBody Unreadable = new(FormCollection.Empty, IsReadable: false);

    /// <summary>
    /// The status for a page that takes nothing but the press of a button; null when the body can be read.
    /// </summary>
    public int? Refusal => UnreadFor ?? (IsReadable ? null : StatusCodes.Status400BadRequest);

    /// <summary>Whoever asks first reads it; the others get what was read.</summary>
    /// <param name="largest">In bytes; more than the server takes otherwise only for who is signed in.</param>
    public static async Task<PostedBody> Read(HttpRequest request, CancellationToken cancel, int largest = Largest)
    {
        if (request.HttpContext.Features.Get<PostedBody>() is { } read) return read;
        read = await ReadOnce(request, largest, cancel);
        request.HttpContext.Features.Set(read);
        return read;
    }

    static async Task<PostedBody> ReadOnce(HttpRequest request, int largest, CancellationToken cancel)
    {
        if (largest > Largest && request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = largest;
        if (request.ContentLength > largest) return Unread(StatusCodes.Status413PayloadTooLarge);
        try
        {
            request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, Limits(largest)));
            return request.HasFormContentType && !IsWithoutBoundary(request)
                ? new(await request.ReadFormAsync(cancel), IsReadable: true) : Unreadable;
        }
        catch (Exception e) when (e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } or InvalidDataException)
        {
            return Unread(StatusCodes.Status413PayloadTooLarge);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            request.HttpContext.Response.Headers.Connection = "close";
            return Unread(StatusCodes.Status408RequestTimeout);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException or FormatException)
        {
            // The body breaks off, or is written in a way that the framework refuses, such as UTF-7. Where it ends is
            // anybody's guess.
            request.HttpContext.Response.Headers.Connection = "close";
            return Unreadable;
        }
    }

    static PostedBody Unread(int status) => new(FormCollection.Empty, IsReadable: false, status);

    static bool IsWithoutBoundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Type == "multipart"
            && HeaderUtilities.RemoveQuotes(type.Boundary).Length == 0;
}
