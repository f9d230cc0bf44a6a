package dev.tidings.roadtest;

/// Looks names up in DNS. Asks within a few seconds or says that nobody answered; never throws for what a
/// server says.
public interface Dns {
    /// The TXT records of a name, each with its strings joined without a gap (RFC 7208 §3.3, RFC 6376
    /// §3.6.2.2).
    DnsAnswer texts(String name);

    /// The hosts that take mail for a domain (MX), the preferred ones first; a lone `.` says that none does
    /// (RFC 7505).
    DnsAnswer exchangers(String domain);

    /// The addresses of a host, IPv4 and IPv6, as they are written.
    DnsAnswer addresses(String host);
}
