using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Clinic.Web.Pages;

/// <summary>
/// A form with one file, read from the connection into one piece of memory and never onto the disk, a few at a time.
/// The form's fields are <see cref="PostedBody"/>, as of any other.
/// </summary>
/// <param name="Refusal">Why the file was not read, for the person who sent it.</param>
public sealed record PostedFile(ReadOnlyMemory<byte> Bytes, string? Refusal = null)
{
    const int AtOnce = 4;
    const int LargestField = 8 * 1024;
    const int MostParts = 16;
    const int LongestBoundary = 100;
    // What is too large is read to its end up to here, so that the browser shows the sentence and no broken connection.
    const int StillRead = 3;

    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    static readonly SemaphoreSlim Turns = new(AtOnce);

    /// <summary>Reads a form of this kind before anybody else reads it; any other is left alone.</summary>
    public static async Task Read(HttpRequest request, int largest, CancellationToken cancel)
    {
        var context = request.HttpContext;
        if (BoundaryOf(request) is not { } boundary || context.Features.Get<PostedBody>() is not null) return;
        var hasTurn = await Turns.WaitAsync(LongestWait, cancel);
        if (hasTurn) context.Response.OnCompleted(() => Task.FromResult(Turns.Release()));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = (long)largest * StillRead;
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        try
        {
            var file = await ReadParts(new(boundary, request.Body)
            {
                HeadersCountLimit = 8,
                HeadersLengthLimit = 4 * 1024
            }, fields,
                new Room(hasTurn ? largest : 0, request.ContentLength), cancel);
            Set(context, fields, hasTurn ? file
                : new(default, "Other pictures are being added just now. Please send yours again in a minute."));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or BadHttpRequestException)
        {
            context.Response.Headers.Connection = "close";
            Set(context, fields, new(default, "The file did not arrive whole. Please send it again."));
        }
    }

    /// <summary>What was read; nothing where the form held no file.</summary>
    public static PostedFile Of(HttpContext context) =>
        context.Features.Get<PostedFile>() ?? new(default(ReadOnlyMemory<byte>));

    static void Set(HttpContext context, Dictionary<string, StringValues> fields, PostedFile file)
    {
        var form = new FormCollection(fields);
        context.Features.Set<IFormFeature>(new FormFeature(form));
        context.Features.Set(new PostedBody(form, IsReadable: true));
        context.Features.Set(file);
    }

    static async Task<PostedFile> ReadParts(MultipartReader reader, Dictionary<string, StringValues> fields, Room room,
        CancellationToken cancel)
    {
        var file = new PostedFile(default(ReadOnlyMemory<byte>));
        for (var parts = 0; await reader.ReadNextSectionAsync(cancel) is { } part; parts++)
        {
            if (parts == MostParts) throw new InvalidDataException();
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var what)) continue;
            var name = HeaderUtilities.RemoveQuotes(what.Name).ToString();
            if (what.IsFileDisposition()) file = await room.Read(part.Body, cancel);
            else fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), await Field(part.Body, cancel));
        }
        return file;
    }

    static async Task<string> Field(Stream body, CancellationToken cancel)
    {
        var bytes = new byte[LargestField + 1];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return read <= LargestField ? Encoding.UTF8.GetString(bytes, 0, read) : throw new InvalidDataException();
    }

    static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= LongestBoundary } boundary
                ? boundary.ToString() : null;

    /// <summary>Memory for one file.</summary>
    sealed class Room(int largest, long? announced)
    {
        const int Unknown = 1024 * 1024;

        public async Task<PostedFile> Read(Stream body, CancellationToken cancel)
        {
            var bytes = new byte[largest == 0 ? 0 : (int)Math.Min(announced ?? Unknown, largest)];
            var read = 0;
            while (largest > 0)
            {
                read += await body.ReadAtLeastAsync(bytes.AsMemory(read), bytes.Length - read,
                    throwOnEndOfStream: false, cancel);
                if (read < bytes.Length || bytes.Length >= largest) break;
                Array.Resize(ref bytes, (int)Math.Min(largest, bytes.Length * 2L));
            }
            var isTooLarge = await Rest(body, cancel);
            return isTooLarge ? new(default, $"This file is larger than {largest / 1024 / 1024} MB. Send the photo in a smaller size.")
                : new(bytes.AsMemory(0, read));
        }

        static async Task<bool> Rest(Stream body, CancellationToken cancel)
        {
            var (thrownAway, isMore) = (new byte[16 * 1024], false);
            while (await body.ReadAsync(thrownAway, cancel) > 0) isMore = true;
            return isMore;
        }
    }
}
