namespace Clinic.Web.Publishing.Reviews;

static class ReviewsRoom
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton<KnownWords>()
        .AddSingleton<TextDoors>()
        .AddSingleton<CurrentText>()
        .AddSingleton<PastReview>()
        .AddSingleton<TextPublishing>()
        .AddSingleton<ReviewRequests>()
        .AddSingleton<ReviewFindings>()
        .AddSingleton<Signers>()
        .AddSingleton<Signatures>()
        .AddSingleton<Signing>()
        .AddSingleton<SignedWords>()
        .AddSingleton<SignedTextsKeeper>()
        .AddHostedService(all => all.GetRequiredService<SignedTextsKeeper>());
}
