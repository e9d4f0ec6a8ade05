namespace Clinic.Web.Publishing.Reviews;

static class ReviewsRoom
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton<KnownWords>()
        .AddSingleton<TextDoors>()
        .AddSingleton<ReviewRequests>()
        .AddSingleton<CurrentText>()
        .AddSingleton<PastReview>()
        .AddSingleton<TextPublishing>();
}
