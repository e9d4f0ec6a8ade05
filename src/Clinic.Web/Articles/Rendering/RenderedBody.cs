using System.Collections.Frozen;

namespace Clinic.Web.Articles.Rendering;

public sealed record ContentsEntry(int Level, string Id, string Text);

/// <summary>A source as numbered in one article, with the places in the text that name it.</summary>
public sealed record CitedSource(int Number, Reference Reference, IReadOnlyList<string> Mentions)
{
    public string Id => $"source-{Number}";
}

public sealed record AnsweredQuestion(string Id, string Question, string AnswerText);

/// <summary>The words of one section without markup; the line is that of its heading in the file.</summary>
public sealed record Passage(string? Id, string Heading, string Text, int Line, string? Container);

/// <summary>A box that stands for clinic data, and the section that holds it; null above the first heading.</summary>
public sealed record DataBox(string? Section, string Name);

/// <summary>A place the text links to, as written.</summary>
public sealed record OutgoingLink(string Address, int Line, int Column, bool IsPicture);

public sealed record RenderedBody(
    string Html,
    IReadOnlyList<ContentsEntry> Contents,
    IReadOnlyList<CitedSource> Sources,
    IReadOnlyList<AnsweredQuestion> Questions,
    IReadOnlyList<Passage> Passages,
    IReadOnlyList<Paragraph> Paragraphs,
    IReadOnlyList<OutgoingLink> Links)
{
    const int WordsPerMinute = 200;

    /// <summary>What was written and no reader sees.</summary>
    public IReadOnlyList<LostWords> Lost { get; init; } = [];

    /// <summary>Data files and pictures that the page is made with.</summary>
    public IReadOnlySet<string> Files { get; init; } = FrozenSet<string>.Empty;

    public IReadOnlyList<DataBox> DataBoxes { get; init; } = [];

    public int OpeningLength { get; init; }

    /// <summary>
    /// The box that a text begins with, if what it says comes before everything else: it stands above the list of
    /// contents.
    /// </summary>
    public string Opening => Html[..OpeningLength];

    public string AfterOpening => Html[OpeningLength..];

    public int Words { get; } =
        Passages.Sum(passage => passage.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    public int ReadingMinutes => Math.Max(1, (int)Math.Round((double)Words / WordsPerMinute));
}
