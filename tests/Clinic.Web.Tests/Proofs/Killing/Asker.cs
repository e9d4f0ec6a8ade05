using System.Net;
using System.Net.Sockets;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Proofs.Killing;

/// <summary>A person who wants a reference and, when the site dies meanwhile, goes on where they were once it is back.</summary>
public sealed class Asker(int number) : IDisposable
{
    readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(3) };
    Visitor? visitor;
    bool isAnswered;

    public int Number => number;

    /// <summary>How often the form was sent.</summary>
    public int Presses { get; private set; }

    public string? Reference { get; private set; }

    /// <summary>References that were shown, if more than one.</summary>
    public bool SawTwo { get; private set; }

    /// <summary>How often the site said that nothing can be received just now.</summary>
    public int Refusals { get; private set; }

    /// <summary>Raised when a form is about to be sent.</summary>
    public event EventHandler? Pressing;

    /// <returns>False when the site died first, or could not keep a request.</returns>
    /// <param name="openedAt">Where the form is opened, when it is sent to another site.</param>
    public async Task<bool> Ask(Uri site, Uri? openedAt = null)
    {
        try
        {
            await Open(openedAt ?? site);
            visitor!.Site = site;
            if (!isAnswered) await Press();
            var shown = await visitor.ReadReference();
            SawTwo |= Reference is not null && Reference != shown;
            Reference = shown;
            return true;
        }
        catch (HttpRequestException e) when (e.StatusCode is null or HttpStatusCode.ServiceUnavailable)
        {
            if (e.StatusCode is not null) Refusals++;
            return false;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return false;
        }
    }

    public async Task Open(Uri site)
    {
        if (visitor is not null)
        {
            visitor.Site = site;
            return;
        }
        var opened = new Visitor(browser, site);
        await opened.OpenForm();
        visitor = opened;
    }

    /// <summary>Will send the same form once more, as if the answer had never come.</summary>
    public void Forget() => isAnswered = false;

    public void Dispose() => browser.Dispose();

    async Task Press()
    {
        Presses++;
        Pressing?.Invoke(this, EventArgs.Empty);
        var answer = await visitor!.Press(Visitor.Answers($"Number {number}"));
        isAnswered = answer == HttpStatusCode.SeeOther ? true : throw new HttpRequestException($"Asker {number} was answered with {answer}.", inner: null, answer);
    }
}
