using System.Net;
using System.Net.Sockets;

namespace Clinic.Web.Tests.Delivery;

/// <summary>A port where the knock is heard by nobody: the queue of a listener that accepts none is full.</summary>
public sealed class BlackHole : IDisposable
{
    readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly List<Socket> filling = [];

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public static BlackHole Open()
    {
        var hole = new BlackHole();
        hole.listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        hole.listener.Listen(0);
        for (var i = 0; i < 4; i++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            hole.filling.Add(filler);
            try
            {
                filler.Connect(hole.listener.LocalEndPoint!);
            }
            catch (SocketException)
            {
                // Under way, or waiting already.
            }
        }
        return hole;
    }

    public void Dispose()
    {
        filling.ForEach(filler => filler.Dispose());
        listener.Dispose();
    }
}
