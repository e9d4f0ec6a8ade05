using System.Net;
using Clinic.Web.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Clinic.Web.Site.Safeguards;

/// <summary>
/// The machines whose word is taken for who the visitor is and whether they came over https. Nobody else's is.
/// </summary>
public static class Proxies
{
    public static readonly IReadOnlyList<IPNetwork> OnThisMachine =
        [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <summary>Addresses and networks with commas between, or "none".</summary>
    public static IReadOnlyList<IPNetwork> Read(SettingsReader reader)
    {
        if (reader.Text("Proxies") is not { } text) return OnThisMachine;
        if (text == "none") return [];
        var networks = new List<IPNetwork>();
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(entry, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(entry, out var address))
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else reader.Refuse("Proxies", $"names \"{entry}\": it must be IP addresses or networks such as 10.0.0.5 "
                + $"or 10.0.0.0/24, or \"none\".");
        }
        return networks;
    }

    /// <summary>
    /// Over https or not, as the nearest proxy says; one before it is heard if the nearest passes its word on.
    /// </summary>
    public static IApplicationBuilder UseSchemeOfVisitor(this IApplicationBuilder app,
        IReadOnlyList<IPNetwork> proxies) =>
        app.UseForwardedHeaders(Believe(proxies, ForwardedHeaders.XForwardedProto, limit: 1));

    /// <summary>
    /// A chain of believed proxies is walked to its end; the first address that is none of theirs is the visitor's.
    /// </summary>
    public static IApplicationBuilder UseAddressOfVisitor(this IApplicationBuilder app,
        IReadOnlyList<IPNetwork> proxies) =>
        app.UseForwardedHeaders(Believe(proxies, ForwardedHeaders.XForwardedFor, limit: null));

    static ForwardedHeadersOptions Believe(IReadOnlyList<IPNetwork> proxies, ForwardedHeaders headers, int? limit)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = proxies.Count > 0 ? headers : ForwardedHeaders.None,
            ForwardLimit = limit,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies) options.KnownIPNetworks.Add(network);
        return options;
    }
}
