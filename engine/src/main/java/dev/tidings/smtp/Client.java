package dev.tidings.smtp;

import java.net.InetAddress;
import java.util.Optional;

/// Who we are to a server.
///
/// @param ehloName what we call ourselves: a full domain name, or an address literal `[192.0.2.1]` (RFC 5321
///                 §4.1.1.1)
/// @param address  where our connections come from, an address of this machine; the system's choice when empty
public record Client(String ehloName, Optional<InetAddress> address) {
    public Client {
        SmtpServer.requireName("EHLO name", ehloName);
    }

    public Client(String ehloName) {
        this(ehloName, Optional.empty());
    }

    /// Whether a connection from our address can reach that one: IPv4 goes to IPv4, IPv6 to IPv6.
    boolean reaches(InetAddress server) {
        return address.isEmpty() || address.get().getClass().equals(server.getClass());
    }
}
