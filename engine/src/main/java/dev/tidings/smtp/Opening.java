package dev.tidings.smtp;

import dev.tidings.smtp.NoSession.Why;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The way to a session: connect, greeting, EHLO, TLS, AUTH. It fails closed at each step.
final class Opening {
    private final SmtpServer server;
    private final Wire wire;

    private Opening(SmtpServer server, Wire wire) {
        this.server = server;
        this.wire = wire;
    }

    static SmtpSession open(SmtpServer server, Transcript transcript, Resolver resolver) throws NoSession {
        Wire wire = connect(server, transcript, resolver);
        boolean opened = false;
        try {
            Extensions extensions = new Opening(server, wire).introduce();
            opened = true;
            return new SmtpSession(wire, extensions);
        } catch (NoSession refused) {
            throw refused.answeredIn(wire.waited());
        } catch (Breakdown breakdown) {
            throw new NoSession(new Why.Broken(breakdown.how()));
        } finally {
            if (!opened) {
                wire.quit();
            }
        }
    }

    private static Wire connect(SmtpServer server, Transcript transcript, Resolver resolver) throws NoSession {
        List<String> failures = new ArrayList<>();
        List<InetAddress> addresses = reachable(server, resolver);
        transcript.resolved(addresses);
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                bind(socket, server.client());
                int millis = Math.clamp(server.timeouts().of(Verb.CONNECT).toMillis(), 1, Integer.MAX_VALUE);
                socket.connect(new InetSocketAddress(address, server.port()), millis);
                transcript.connected(new InetSocketAddress(address, server.port()));
                return new Wire(socket, server.timeouts(), transcript);
            } catch (IOException e) {
                close(socket);
                failures.add(address.getHostAddress() + ": " + e.getMessage());
            }
        }
        throw new NoSession(new Why.Unreachable(server.host() + " port " + server.port() + " took no connection ("
                + String.join("; ", failures) + ")"));
    }

    private static List<InetAddress> reachable(SmtpServer server, Resolver resolver) throws NoSession {
        List<InetAddress> reachable = Stream.of(resolve(server, resolver))
                .filter(server.client()::reaches)
                .toList();
        if (reachable.isEmpty()) {
            throw new NoSession(new Why.Unreachable(server.host() + " has no address that can be reached from "
                    + server.client().address().map(InetAddress::getHostAddress).orElse("here")));
        }
        return reachable;
    }

    private static void bind(Socket socket, Client client) throws IOException {
        if (client.address().isPresent()) {
            InetAddress from = client.address().get();
            try {
                socket.bind(new InetSocketAddress(from, 0));
            } catch (BindException refused) {
                throw new BindException("this machine does not have the address " + from.getHostAddress());
            }
        }
    }

    private static InetAddress[] resolve(SmtpServer server, Resolver resolver) throws NoSession {
        try {
            return resolver.resolve(server.host());
        } catch (UnknownHostException e) {
            throw new NoSession(new Why.Unreachable(server.host() + " has no address"));
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it never was connected
        }
    }

    private Extensions introduce() throws NoSession, Breakdown {
        if (server.security() == Security.IMPLICIT_TLS) {
            secure();
        }
        greeting();
        Extensions extensions = hello();
        if (server.security() == Security.STARTTLS) {
            startTls(extensions);
            extensions = hello();
        }
        if (server.login().isPresent()) {
            new Login(wire, server.login().get(), extensions).run();
        }
        return extensions;
    }

    private void greeting() throws NoSession {
        try {
            requirePositive(Verb.GREETING, wire.reply(Verb.GREETING));
        } catch (Breakdown breakdown) {
            throw new NoSession(new Why.Unreachable(
                    server.host() + " sent no greeting: " + breakdown.how().why()));
        }
    }

    /// EHLO, or HELO where EHLO is unknown (RFC 5321 §4.1.1.1).
    private Extensions hello() throws NoSession, Breakdown {
        wire.say(Command.of(Verb.EHLO, "EHLO " + server.client().ehloName()));
        Reply ehlo = wire.reply(Verb.EHLO);
        if (ehlo.code() == 500 || ehlo.code() == 502) {
            wire.say(Command.of(Verb.HELO, "HELO " + server.client().ehloName()));
            requirePositive(Verb.HELO, wire.reply(Verb.HELO));
            return Extensions.NONE;
        }
        requirePositive(Verb.EHLO, ehlo);
        return Extensions.of(ehlo);
    }

    private void startTls(Extensions extensions) throws NoSession, Breakdown {
        if (!extensions.starttls()) {
            throw new NoSession(new Why.TlsNotOffered());
        }
        wire.say(Command.of(Verb.STARTTLS, "STARTTLS"));
        requirePositive(Verb.STARTTLS, wire.reply(Verb.STARTTLS));
        if (wire.hasUnread()) {
            // whoever wrote it before the handshake wants it to be read after (CVE-2011-0411, from our side)
            wire.close();
            throw new NoSession(
                    new Why.TlsFailed("the server, or somebody in between, went on in plain text after STARTTLS"));
        }
        secure();
    }

    private void secure() throws NoSession {
        try {
            wire.secure(server.trust(), server.host(), server.port());
        } catch (Breakdown breakdown) {
            throw new NoSession(new Why.TlsFailed(breakdown.how().why()));
        }
    }

    private void requirePositive(Verb at, Reply reply) throws NoSession, Breakdown {
        if (reply.isIntermediate()) {
            throw Breakdown.protocol(at, "not an answer to it: " + reply);
        }
        if (!reply.isPositive()) {
            throw new NoSession(new Why.Refused(at, reply));
        }
    }
}
