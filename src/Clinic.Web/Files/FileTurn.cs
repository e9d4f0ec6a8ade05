namespace Clinic.Web.Files;

/// <summary>
/// One at a time, in this program and in others on this machine that name the same file. It ends with the program that
/// has it.
/// </summary>
public sealed class FileTurn(string file, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    readonly SemaphoreSlim here = new(1, 1);

    /// <exception cref="IOException">Another program has it for too long.</exception>
    public async Task<IDisposable> Enter(CancellationToken cancel)
    {
        await here.WaitAsync(cancel);
        try
        {
            for (var asked = System.Diagnostics.Stopwatch.StartNew(); ;)
            {
                try
                {
                    return new Turn(here, new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
                }
                catch (IOException e) when (asked.Elapsed < Longest
                    && e is not (DirectoryNotFoundException or FileNotFoundException))
                {
                    await Task.Delay(AskEvery, clock, cancel);
                }
            }
        }
        catch
        {
            here.Release();
            throw;
        }
    }

    /// <summary>For a place in which no file can be made: in this program only.</summary>
    public async Task<IDisposable> EnterHere(CancellationToken cancel)
    {
        await here.WaitAsync(cancel);
        return new Turn(here, held: null);
    }

    public void Dispose() => here.Dispose();

    sealed class Turn(SemaphoreSlim here, FileStream? held) : IDisposable
    {
        public void Dispose()
        {
            held?.Dispose();
            here.Release();
        }
    }
}
