using MailKit;

namespace Clinic.Web.Delivery.Transports;

/// <summary>
/// Cancels a conversation when an answer, from our last word to our next, is longer than <see cref="LongestAnswer"/>:
/// MailKit keeps what it hears of an answer until the answer ends, and a server that never ends would fill the memory.
/// MailKit shows its loggers all that passes.
/// </summary>
sealed class AnswerLimit(CancellationTokenSource conversation) : IProtocolLogger
{
    /// <summary>Bytes. A greeting is a hundredth of it.</summary>
    public const int LongestAnswer = 64 * 1024;

    int heard;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri) => heard = 0;

    public void LogClient(byte[] buffer, int offset, int count) => heard = 0;

    public void LogServer(byte[] buffer, int offset, int count)
    {
        heard += count;
        if (heard > LongestAnswer) conversation.Cancel();
    }

    public void Dispose()
    {
    }
}
