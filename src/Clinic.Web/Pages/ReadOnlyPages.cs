using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Clinic.Web.Pages;

/// <summary>
/// A page that takes no posts, or not that one, says so. Without this it would be drawn although nothing was read for
/// it.
/// </summary>
public sealed class ReadOnlyPages : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is not null || !HttpMethods.IsPost(context.HttpContext.Request.Method)
            || context.HandlerInstance is ErrorModel) return;
        context.HttpContext.Response.Headers.Allow = "GET, HEAD";
        context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
