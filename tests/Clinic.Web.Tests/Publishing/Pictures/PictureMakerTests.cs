using System.Diagnostics;
using System.Text;
using Clinic.Web.Articles.Pictures;
using Clinic.Web.Publishing.Pictures;
using SkiaSharp;

namespace Clinic.Web.Tests.Publishing.Pictures;

/// <summary>What becomes of a file that somebody brings.</summary>
public sealed class PictureMakerTests : IDisposable
{
    readonly PictureMaker maker = new();

    [Fact]
    [Trait("Pace", "Long")]
    public async Task A_photo_of_12_megapixels_becomes_three_sizes_and_one_for_every_browser()
    {
        var photo = TestPhoto.Jpeg(4000, 3000, orientation: 6);
        await maker.Make(TestPhoto.Jpeg(100, 100), default);
        var began = Stopwatch.StartNew();

        var files = await maker.Make(photo, default);

        Assert.InRange(began.Elapsed.TotalSeconds, 0, 15);
        Assert.Equal([null, 480, 960, 1600], files.Select(file => file.Width));
        Assert.Equal([PictureKind.Jpeg, PictureKind.Webp, PictureKind.Webp, PictureKind.Webp], files.Select(file => file.Kind));
        foreach (var (file, most) in files.Zip([200, 60, 150, 290])) Assert.InRange(file.Bytes.Length, 1, most * 1024);
        foreach (var file in files)
        {
            using var shown = SKBitmap.Decode(file.Bytes);
            Assert.Equal((file.Width ?? 960, (int)Math.Round((file.Width ?? 960) * 4 / 3.0)), (shown.Width, shown.Height));
            Assert.True(shown.GetPixel(shown.Width * 15 / 16, shown.Height / 16) is { Red: > 180, Blue: < 80 }, $"{file.Width} is not upright");
            HandPicturesTests.AssertNoSecrets(file.Bytes, $"the file of {file.Width}");
            var again = RasterFile.Read(file.Bytes);
            Assert.Equal((1, false, file.Bytes.Length), (again.Orientation, again.HasOtherColors, again.Bare().Length));
        }
    }

    [Fact]
    public async Task A_screenshot_stays_sharp_and_is_never_enlarged()
    {
        using var pixels = TestPhoto.Screenshot(700, 400);

        var files = await maker.Make(TestPhoto.Png(pixels), default);

        Assert.Equal([(null, PictureKind.Png), (480, PictureKind.Webp), (700, PictureKind.Webp)], files.Select(file => ((int?)file.Width, file.Kind)));
        using var shown = SKBitmap.Decode(files[^1].Bytes);
        for (var x = 0; x < 700; x += 7) Assert.Equal(pixels.GetPixel(x, 34), shown.GetPixel(x, 34));
        foreach (var file in files) HandPicturesTests.AssertNoSecrets(file.Bytes, file.Kind.ToString());
    }

    [Fact]
    public async Task What_shows_through_stays_so()
    {
        using var pixels = new SKBitmap(new SKImageInfo(300, 300, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(pixels)) canvas.DrawCircle(150, 150, 100, new SKPaint { Color = new(200, 30, 30) });

        var files = await maker.Make(TestPhoto.Png(pixels), default);

        Assert.Equal([PictureKind.Png, PictureKind.Webp], files.Select(file => file.Kind));
        foreach (var file in files)
        {
            using var shown = SKBitmap.Decode(file.Bytes);
            Assert.Equal((0, 255), ((int)shown.GetPixel(3, 3).Alpha, (int)shown.GetPixel(150, 150).Alpha));
        }
    }

    [Fact]
    public async Task Colours_of_a_profile_become_those_that_every_browser_knows()
    {
        using var display = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3);
        using var pixels = new SKBitmap(new SKImageInfo(200, 200, SKColorType.Rgba8888, SKAlphaType.Opaque, display));
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(pixels.GetPixelSpan()).Fill(0xFF3333CC);
        using var data = pixels.Encode(SKEncodedImageFormat.Png, 100);
        Assert.True(RasterFile.Read(data.ToArray()).HasOtherColors);

        var file = (await maker.Make(data.ToArray(), default))[0];

        Assert.DoesNotContain("iCCP", Encoding.Latin1.GetString(file.Bytes), StringComparison.Ordinal);
        using var shown = SKBitmap.Decode(file.Bytes);
        // Stronger in numbers, since the same red is nearer to the edge of the smaller gamut.
        Assert.InRange((int)shown.GetPixel(99, 99).Red, 215, 235);
    }

    [Theory]
    [InlineData("a film", "This is a film.")]
    [InlineData("a HEIC photo", "This is a HEIC photo, which only Apple's programs show.")]
    [InlineData("a GIF", "This is a GIF, which moves or has few colours.")]
    [InlineData("a PDF", "This is a PDF.")]
    [InlineData("a document", "This is a document or an archive.")]
    [InlineData("words", "This file is no picture that the site can show.")]
    [InlineData("nothing", "This file is empty.")]
    public async Task What_is_no_picture_of_ours_is_refused_with_what_to_do(string what, string wrong)
    {
        byte[] bytes = what switch
        {
            "a film" => [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, 1],
            "a HEIC photo" => [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, 1],
            "a GIF" => [.. "GIF89a"u8, 1, 0, 1, 0],
            "a PDF" => [.. "%PDF-1.7"u8],
            "a document" => [.. "PK\x03\x04word/document.xml"u8],
            "words" => [.. "just words and more words"u8],
            _ => [],
        };
        var refusal = await Assert.ThrowsAsync<BadPictureException>(() => maker.Make(bytes, default));

        Assert.Equal(wrong, refusal.Message);
        Assert.True(refusal.Expected.Length > 20);
    }

    [Fact]
    public async Task Bombs_are_refused_by_their_header()
    {
        var began = Stopwatch.StartNew();
        foreach (var (width, height) in new[] { (30_000, 30_000), (1, 2_000_000), (6_000, 6_000) })
        {
            var refusal = await Assert.ThrowsAsync<BadPictureException>(() => maker.Make(TestPhoto.Bomb(width, height), default));
            Assert.Equal("This picture has more pixels than the site reads.", refusal.Message);
        }
        Assert.InRange(began.ElapsedMilliseconds, 0, 2_000);
    }

    [Fact]
    public async Task A_photo_that_did_not_arrive_whole_is_refused()
    {
        using var pixels = TestPhoto.Pixels(600, 400);
        using var jpeg = pixels.Encode(SKEncodedImageFormat.Jpeg, 90);
        var whole = jpeg.ToArray();
        foreach (var bytes in new[] { whole[..(whole.Length / 2)], whole[..^2], whole[..^200] })
        {
            var refusal = await Assert.ThrowsAsync<BadPictureException>(() => maker.Make(bytes, default));
            Assert.Equal("This picture is cut off: its end is missing.", refusal.Message);
        }
    }

    [Fact]
    [Trait("Pace", "Long")]
    public async Task Ten_photos_at_once_take_no_more_memory_than_a_few()
    {
        var photo = TestPhoto.Jpeg(4000, 3000);
        await maker.Make(photo, default);
        using var self = Process.GetCurrentProcess();
        using var over = new CancellationTokenSource();
        var before = Resident();
        var most = 0L;
        var watch = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                most = Math.Max(most, Resident());
                await Task.Delay(5);
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => maker.Make(photo, default)));

        await over.CancelAsync();
        await watch;
        var megabytes = (most - before) / 1024 / 1024;
        Assert.True(megabytes < 200, $"Ten photos took {megabytes} MB more.");

        long Resident()
        {
            self.Refresh();
            return self.WorkingSet64;
        }
    }

    public void Dispose() => maker.Dispose();
}
