namespace Clinic.Web.Publishing.Pictures;

public static class PicturesRoom
{
    public static IServiceCollection AddPictures(this IServiceCollection services)
    {
        services.AddSingleton<PictureMaker>();
        services.AddSingleton<PictureUploads>();
        services.AddSingleton<PictureUses>();
        services.AddSingleton<PictureDrafts>();
        services.AddSingleton<PictureRemoval>();
        return services;
    }
}
