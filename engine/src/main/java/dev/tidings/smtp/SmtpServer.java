package dev.tidings.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

/// A mail server, and how to talk to it.
///
/// @param host   a name or an IP address; the certificate must be for it
/// @param port   1–65535
/// @param client who we are to it
/// @param login  with whom to sign in, if at all
public record SmtpServer(
        String host,
        int port,
        Security security,
        Client client,
        Optional<Credentials> login,
        Trust trust,
        Timeouts timeouts) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    public SmtpServer {
        requireName("host", host);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port: expected 1–65535, got " + port);
        }
    }

    /// A server without sign-in, with the system's trust and the usual timeouts.
    public SmtpServer(String host, int port, Security security, String ehloName) {
        this(host, port, security, new Client(ehloName), Optional.empty(), Trust.system(), Timeouts.usual());
    }

    public SmtpServer with(Client client) {
        return new SmtpServer(host, port, security, client, login, trust, timeouts);
    }

    public SmtpServer with(Credentials login) {
        return new SmtpServer(host, port, security, client, Optional.of(login), trust, timeouts);
    }

    public SmtpServer with(Trust trust) {
        return new SmtpServer(host, port, security, client, login, trust, timeouts);
    }

    public SmtpServer with(Timeouts timeouts) {
        return new SmtpServer(host, port, security, client, login, trust, timeouts);
    }

    static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + ": expected a domain name or an address, got \"" + Display.start(name) + "\"");
        }
    }
}
