namespace Clinic.Web.Consultations;

/// <summary>Where people have their mail, and what only looks like it.</summary>
static class MailProviders
{
    /// <summary>Often mistyped.</summary>
    public static readonly string[] Big =
    [
        "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "comcast.net", "verizon.net",
            "msn.com", "live.com", "att.net",
        "sbcglobal.net", "bellsouth.net", "cox.net", "charter.net", "earthlink.net", "protonmail.com", "proton.me",
            "ymail.com", "googlemail.com",
        "rocketmail.com", "optonline.net", "frontier.com", "windstream.net", "centurylink.net", "roadrunner.com",
            "netzero.net",
    ];

    /// <summary>Real ones that stand close to another, or have its name with an ending of their own.</summary>
    public static readonly HashSet<string> Real = new(
    [
        .. Big, "mail.com", "email.com", "fastmail.com", "mac.com", "me.com", "gmx.com", "gmx.net", "gmx.us", "gmx.de",
            "aim.com", "pm.me", "protonmail.ch", "hey.com", "duck.com", "zoho.com", "juno.com",
        "usa.com", "usa.net", "mail.ru", "mail.de", "mail.ee", "mail.org", "email.cz", "email.de", "web.de", "qq.com",
            "163.com", "126.com", "naver.com", "daum.net",
        "hanmail.net", "nate.com", "yandex.com", "yandex.ru", "ya.ru", "rambler.ru", "inbox.com", "inbox.ru",
            "inbox.lv", "cloud.com", "hushmail.com", "hush.com",
        "tutanota.com", "tuta.com", "tuta.io", "mailbox.org", "posteo.de", "runbox.com", "mindspring.com",
            "peoplepc.com", "q.com", "rr.com", "twc.com",
        "spectrum.net", "suddenlink.net", "cableone.net", "tds.net", "ptd.net", "rcn.com", "hughes.net", "netscape.net",
            "netscape.com", "swbell.net",
        "pacbell.net", "ameritech.net", "prodigy.net", "flash.net", "nvbell.net", "snet.net", "wowway.com",
            "embarqmail.com", "frontiernet.net", "ntlworld.com",
        "btinternet.com", "sky.com", "rogers.com", "shaw.ca", "telus.net", "bell.net", "sympatico.ca", "videotron.ca",
            "iname.com", "post.com",
        "mailfence.com", "startmail.com", "skiff.com", "icloud.com.cn", "myyahoo.com", "fmail.com", "bmail.com",
            "zmail.com", "lavabit.com",
        "me.net", "mac.net", "mail.us", "mail.net", "mail.co", "mail.me", "frontier.net", "frontier.org", "charter.org",
            "earthlink.org",
    ], StringComparer.Ordinal);

    /// <summary>Endings under which yahoo, hotmail, outlook, live and others have mail in other countries.</summary>
    public static readonly HashSet<string> Abroad = new(
        ("ca fr es it de ie nl be se no dk fi pt gr at ch pl cz hu ro in cn hk tw jp kr sg my ph th vn id au nz za ar "
            + "br cl co.uk co.in co.jp co.kr co.nz co.za co.id co.th co.il "
        + "com.mx com.br com.ar com.au com.hk com.sg com.ph com.tw com.vn com.my com.cn com.co com.ve com.pe com.tr "
            + "com.pr cl ru").Split(' '), StringComparer.Ordinal);

    public static readonly HashSet<string> WithMailAbroad = new(["yahoo", "hotmail", "outlook", "live", "aol", "msn",
        "gmx", "ymail", "mail", "proton", "googlemail"], StringComparer.Ordinal);

    /// <summary>Written for an ending that exists; none of these does.</summary>
    public static readonly Dictionary<string, string> NoEndings = new(StringComparer.Ordinal)
    {
        ["con"] = "com",
        ["cmo"] = "com",
        ["ocm"] = "com",
        ["vom"] = "com",
        ["xom"] = "com",
        ["cpm"] = "com",
        ["comm"] = "com",
        ["coom"] = "com",
        ["ccom"] = "com",
        ["cok"] = "com",
        ["clm"] = "com",
        ["cim"] = "com",
        ["ckm"] = "com",
        ["coml"] = "com",
        ["comn"] = "com",
        ["c0m"] = "com",
        ["con1"] = "com",
        ["dom"] = "com",
        ["come"] = "com",
        ["vim"] = "com",
        ["fom"] = "com",
        ["copm"] = "com",
        ["coim"] = "com",
        ["conm"] = "com",
        ["ner"] = "net",
        ["nett"] = "net",
        ["nte"] = "net",
        ["ent"] = "net",
        ["nrt"] = "net",
        ["met"] = "net",
        ["het"] = "net",
        ["neti"] = "net",
        ["nt"] = "net",
        ["ogr"] = "org",
        ["rog"] = "org",
        ["orgg"] = "org",
        ["orh"] = "org",
        ["eud"] = "edu",
        ["deu"] = "edu",
        ["edy"] = "edu",
        ["gvo"] = "gov",
    };
}
