package dev.tidings.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Hears a conversation step by step and line by line, secrets already cut. Called on the thread that talks,
/// which for QUIT is another than for the rest; so it must be quick.
public interface Transcript {
    /// Hears nothing.
    Transcript NONE = new Transcript() {};

    /// The server's name has these addresses; they are tried in this order.
    default void resolved(List<InetAddress> addresses) {}

    /// This address took the connection.
    default void connected(InetSocketAddress peer) {
        noted("connected to %s port %d".formatted(peer.getAddress().getHostAddress(), peer.getPort()));
    }

    /// TLS stands from now on.
    ///
    /// @param tls version and cipher suite, `TLSv1.3 TLS_AES_256_GCM_SHA384`
    default void secured(String tls) {
        noted(tls);
    }

    /// A command, or `(5120 octets of content)` for the message itself.
    default void sent(String line) {}

    default void received(Reply reply) {}

    /// What happened and was not said: `connected to 192.0.2.1 port 587`, `TLSv1.3 TLS_AES_256_GCM_SHA384`.
    default void noted(String what) {}
}
