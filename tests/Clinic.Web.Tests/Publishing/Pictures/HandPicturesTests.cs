using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Pictures;
using SkiaSharp;

namespace Clinic.Web.Tests.Publishing.Pictures;

/// <summary>Pictures that somebody copied into the content folder.</summary>
public sealed class HandPicturesTests : IDisposable
{
    readonly ContentCopy content = new();

    [Theory]
    [InlineData(1, "top left", "top right")]
    [InlineData(2, "top right", "top left")]
    [InlineData(3, "bottom right", "bottom left")]
    [InlineData(4, "bottom left", "bottom right")]
    [InlineData(5, "top left", "bottom left")]
    [InlineData(6, "top right", "bottom right")]
    [InlineData(7, "bottom right", "top right")]
    [InlineData(8, "bottom left", "top left")]
    public void A_photo_is_upright_and_says_nothing_of_place_device_and_people(int orientation, string red, string blue)
    {
        var bytes = TestPhoto.Jpeg(320, 240, orientation);
        var picture = Read("photo.jpg", bytes);

        Assert.Equal(orientation >= 5 ? (240, 320) : (320, 240), (picture.Width, picture.Height));
        using var shown = SKBitmap.Decode(picture.Bytes.ToArray());
        Assert.Equal((picture.Width, picture.Height), (shown.Width, shown.Height));
        Assert.True(IsMostly(At(shown, red), red: true), $"{orientation}: {At(shown, red)}");
        Assert.True(IsMostly(At(shown, blue), red: false), $"{orientation}: {At(shown, blue)}");
        AssertNoSecrets(picture);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(content.Folder, "articles/sample/photo.jpg")));
    }

    [Fact]
    public void An_upright_photo_keeps_each_of_its_pixels()
    {
        using var pixels = TestPhoto.Pixels(200, 100);
        using var plain = pixels.Encode(SKEncodedImageFormat.Jpeg, 92);

        var picture = Read("photo.jpg", TestPhoto.WithSecrets(plain.ToArray(), orientation: 1));

        using var before = SKBitmap.Decode(plain);
        using var after = SKBitmap.Decode(picture.Bytes.ToArray());
        Assert.Equal(before.Bytes, after.Bytes);
    }

    [Fact]
    public void Pictures_without_anything_beside_the_picture_are_served_to_the_byte()
    {
        using var pixels = TestPhoto.Pixels(64, 48);
        var bare = RasterFile.Read(TestPhoto.Png(pixels)).Bare().ToArray();

        Assert.Equal(bare, Read("photo.png", bare).Bytes.ToArray());
        var drawings = Directory.GetFiles(Repository.Path("content/articles"), "*.svg", SearchOption.AllDirectories);
        Assert.NotEmpty(drawings);
        foreach (var drawing in drawings)
            Assert.Equal(File.ReadAllBytes(drawing), Picture.Of("articles/sample/a.svg", File.ReadAllBytes(drawing), [])!.Bytes.ToArray());
    }

    [Fact]
    public void A_screenshot_loses_its_words_and_its_place()
    {
        using var pixels = TestPhoto.Screenshot(300, 200);
        var bytes = TestPhoto.Png(pixels);
        var picture = Read("screen.png", bytes);

        Assert.Equal((300, 200), (picture.Width, picture.Height));
        AssertNoSecrets(picture);
        using var shown = SKBitmap.Decode(picture.Bytes.ToArray());
        Assert.Equal(pixels.GetPixel(12, 10), shown.GetPixel(12, 10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void A_WebP_loses_its_place_and_stands_upright(int orientation)
    {
        using var pixels = TestPhoto.Pixels(320, 240);
        var picture = Read("photo.webp", TestPhoto.Webp(pixels, orientation));

        Assert.Equal(orientation == 6 ? (240, 320) : (320, 240), (picture.Width, picture.Height));
        using var shown = SKBitmap.Decode(picture.Bytes.ToArray());
        Assert.True(IsMostly(At(shown, orientation == 6 ? "top right" : "top left"), red: true));
        AssertNoSecrets(picture);
    }

    [Fact]
    public void A_file_that_is_cut_off_is_refused_wherever_it_ends()
    {
        using var pixels = TestPhoto.Pixels(160, 120);
        using var jpeg = pixels.Encode(SKEncodedImageFormat.Jpeg, 90);
        using var png = pixels.Encode(SKEncodedImageFormat.Png, 90);
        using var webp = pixels.Encode(SKEncodedImageFormat.Webp, 90);
        foreach (var (name, whole) in new[] { ("a.jpg", jpeg.ToArray()), ("a.png", png.ToArray()), ("a.webp", webp.ToArray()) })
        {
            for (var length = 1; length < whole.Length; length += Math.Max(1, whole.Length / 97))
                Assert.Null(Picture.Of($"articles/sample/{name}", whole[..length], []));
            Assert.NotNull(Picture.Of($"articles/sample/{name}", whole, []));
        }
    }

    [Theory]
    [InlineData("photo.jpg", "This file is a PNG picture under the name of another kind.")]
    [InlineData("photo.webp", "This file is a PNG picture under the name of another kind.")]
    public void A_picture_under_the_name_of_another_kind_is_refused(string name, string wrong)
    {
        using var pixels = TestPhoto.Pixels(20, 20);
        Write(name, TestPhoto.Png(pixels));

        var problem = Assert.Single(content.Read().Problems);
        Assert.Equal((wrong, "the ending .png."), (problem.Wrong, problem.Expected));
    }

    [Fact]
    public void A_picture_that_would_fill_a_telephone_is_refused_by_its_header()
    {
        Write("bomb.png", TestPhoto.Bomb(30_000, 30_000));

        Assert.Equal("This picture has more pixels than a telephone can show.", Assert.Single(content.Read().Problems).Wrong);
    }

    [Fact]
    public void A_drawing_by_hand_loses_the_names_of_its_author_and_of_their_files()
    {
        var picture = Read("a.svg", Encoding.UTF8.GetBytes(
            """
            <?xml version="1.0"?><!-- by Ann Example -->
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:dc="http://purl.org/dc/elements/1.1/"
             inkscape:export-filename="/home/ann/GPS.png" viewBox="0 0 320 200"><metadata><dc:creator>Ann Example</dc:creator></metadata>
            <title id="of-Ann-Example">A hill</title><path id="Ann-Example" d="M0 0h9"/></svg>
            """));

        AssertNoSecrets(picture);
        Assert.Equal((320, 200), (picture.Width, picture.Height));
        Assert.Contains("A hill", Encoding.UTF8.GetString(picture.Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_served_is_what_was_cleaned_and_the_store_keeps_what_is_on_the_disk()
    {
        var bytes = TestPhoto.Jpeg(320, 240, orientation: 6);
        Write("photo.jpg", bytes);

        Assert.Equal(bytes, content.Read().LastGood.Single(file => file.Path == "articles/sample/photo.jpg").Bytes.ToArray());
        Assert.Same(content.Read().Pictures["/articles/sample/photo.jpg"], content.Read().Pictures["/articles/sample/photo.jpg"]);
    }

    internal static void AssertNoSecrets(Picture picture) => AssertNoSecrets(picture.Bytes.Span, picture.Path);

    internal static void AssertNoSecrets(ReadOnlySpan<byte> bytes, string what)
    {
        var text = Encoding.Latin1.GetString(bytes);
        foreach (var secret in TestPhoto.Secrets) Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{what} holds {secret}");
    }

    public void Dispose() => content.Dispose();

    Picture Read(string name, byte[] bytes)
    {
        Write(name, bytes);
        var snapshot = content.Read();
        Assert.Empty(snapshot.Problems);
        return snapshot.Pictures[$"/articles/sample/{name}"];
    }

    void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.Combine(content.Folder, "articles/sample"));
        File.WriteAllBytes(Path.Combine(content.Folder, "articles/sample", name), bytes);
    }

    static SKColor At(SKBitmap picture, string corner) => picture.GetPixel(
        corner.EndsWith("left", StringComparison.Ordinal) ? picture.Width / 16 : picture.Width * 15 / 16,
        corner.StartsWith("top", StringComparison.Ordinal) ? picture.Height / 16 : picture.Height * 15 / 16);

    static bool IsMostly(SKColor color, bool red) => red ? color is { Red: > 180, Blue: < 80 } : color is { Blue: > 180, Red: < 80 };
}
