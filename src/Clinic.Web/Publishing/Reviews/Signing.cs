using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Editorial.Editing;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>What came of a wish to sign. Only <see cref="Signed"/> changed anything.</summary>
public abstract record SignResult
{
    SignResult()
    {
    }

    public sealed record Signed(Signature Signature) : SignResult;

    /// <summary>An owner must say first as which person of clinic.yaml they sign.</summary>
    public sealed record SignsAsNobody : SignResult;

    /// <summary>What would be signed is not what they saw, or readers see something else by now.</summary>
    public sealed record ChangedMeanwhile : SignResult;

    /// <summary>The text could not be shown to readers.</summary>
    public sealed record Refused(IReadOnlyList<ContentProblem> Problems) : SignResult;

    /// <param name="Sentence">Says who must do what.</param>
    public sealed record CannotWrite(string Sentence) : SignResult;
}

/// <summary>A clinician stands by a text: it is stamped, published, and what they saw is kept for good.</summary>
public sealed class Signing(ReviewRequests requests, Signatures signatures, Signers signers, CurrentText current,
    ContentHistory history,
    ContentPublisher publisher, SignedTextsKeeper keeper, ArticleLibrary library, TimeProvider clock)
{
    /// <summary>
    /// What waits for a signature under this path, else what is published there; null when it is neither.
    /// </summary>
    public async Task<TextForReview?> Open(string path, CancellationToken cancel)
    {
        var published = await current.Of(path, cancel);
        var request = await requests.Last(path, cancel) is { Stage: ReviewStage.Waiting } waiting ? waiting : null;
        var bytes = request is null ? published.Bytes : await requests.Bytes(request.Number, cancel);
        if (bytes is null || (request is null && !TextDoors.IsMedical(path, bytes))) return null;
        var last = await signatures.Last(path, cancel);
        return new(path, bytes, request, published,
            last is not null && await history.Bytes(last.Version, cancel) is { } signed ? (last, signed) : null);
    }

    /// <param name="seen">The SHA-256 of the bytes that were shown.</param>
    /// <param name="published">The SHA-256 of what readers saw then; null where they saw nothing.</param>
    public async Task<SignResult> Sign(StaffPerson who, string path, string seen, string? published,
        CancellationToken cancel)
    {
        if (!who.Roles.May(StaffAction.SignTexts))
            throw new InvalidOperationException("Whoever asks for this may sign texts.");
        var now = clock.GetUtcNow();
        if (await Open(path, cancel) is not { IsOvertaken: false } text || text.Sha256 != seen
            || text.Published.Sha256 != published)
            return new SignResult.ChangedMeanwhile();
        if (await signers.Of(who.Id, cancel) is not { } person) return new SignResult.SignsAsNobody();
        var (content, today) = (library.Current, library.Current.DayOf(now));
        var bytes = ContentFolder.IsText(path)
            ? ReviewStamp.Signed(text.Bytes, person.Key, today, ReviewStamp.NextReview(content, path, today),
                isForReaders: text.Request is not null)
            : text.Bytes;
        if (ErrorsIn(path, bytes, content) is [_, ..] errors) return new SignResult.Refused(errors);
        return await Publish(who, person.Key, today, text, bytes, now, cancel);
    }

    async Task<SignResult> Publish(
        StaffPerson who, string key, DateOnly today, TextForReview text, byte[] bytes, DateTimeOffset now,
            CancellationToken cancel)
    {
        Signature? signature = null;
        var change = new ContentChange(who.Id, VersionCause.Signed,
            [new(text.Path, bytes, text.Published.Recorded)])
        { Note = text.Request?.Note ?? "" };
        try
        {
            var result = await publisher.Publish(change, async (session, versions) =>
            {
                if (text.Request is { } request && !await ReviewRequests.Close(session, request.Number,
                    ReviewStage.Signed, who.Id, now, ""))
                    throw new AnsweredMeanwhileException();
                signature = new(versions[0].Number, text.Path, who.Id, key, today, text.Sha256);
                await Signatures.Add(session, signature);
                session.Audit(new(now, AuditEvent.TextSigned, text.Path, who.Id, key));
            }, cancel);
            if (result is PublishResult.Published) await keeper.Look(cancel);
            return result switch
            {
                PublishResult.Published => new SignResult.Signed(signature!),
                PublishResult.ChangedMeanwhile => new SignResult.ChangedMeanwhile(),
                PublishResult.Refused refused => new SignResult.Refused(refused.Problems),
                PublishResult.CannotWrite cannot => new SignResult.CannotWrite(cannot.Sentence),
                _ => throw new InvalidOperationException("Unknown outcome of publishing."),
            };
        }
        catch (AnsweredMeanwhileException)
        {
            return new SignResult.ChangedMeanwhile();
        }
    }

    // A clinician's word stands only on a text that readers can see as it is.
    static List<ContentProblem> ErrorsIn(string path, byte[] bytes, ContentSnapshot content)
    {
        var problems = new List<ContentProblem>();
        var file = ContentFile.Of(path, bytes);
        if (ContentFolder.IsText(path)) ArticleReader.Read(file, RenderingData.Of(content), problems);
        else problems.AddRange(DataFile.Check(path, file));
        return problems.FindAll(problem =>
            problem.Severity == ProblemSeverity.Error || problem.Rule == ContentRule.Frame);
    }

    /// <summary>Undoes the transaction.</summary>
    sealed class AnsweredMeanwhileException : Exception;
}
