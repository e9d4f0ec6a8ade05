using System.Net;
using System.Net.Sockets;

namespace Clinic.Web.Consultations.Limits;

/// <summary>Who may be behind an address, as a name that is the same for all of them.</summary>
public static class VisitorNetwork
{
    /// <summary>How many a customer counts for: a /48 has 65,536 of them, and is still one customer.</summary>
    public const int HouseholdsOfACustomer = 2;

    const int Ipv6Subnet = 64;
    const int Ipv6Customer = 48;
    const int Ipv4Neighbours = 24;

    /// <summary>One household, ward or library: an IPv4 address, or an IPv6 /64.</summary>
    public static string Household(IPAddress? address) => Named(address, 32, Ipv6Subnet);

    /// <summary>All that one customer of a provider may use: an IPv4 address, or an IPv6 /48.</summary>
    public static string Customer(IPAddress? address) => Named(address, 32, Ipv6Customer);

    /// <summary>Addresses that often belong to one owner: an IPv4 /24, or an IPv6 /48.</summary>
    public static string Neighbours(IPAddress? address) => Named(address, Ipv4Neighbours, Ipv6Customer);

    static string Named(IPAddress? address, int ipv4, int ipv6)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var prefix = address.AddressFamily == AddressFamily.InterNetworkV6 ? ipv6 : ipv4;
        return $"{Convert.ToHexString(bytes.AsSpan(0, prefix / 8))}/{prefix}";
    }
}
