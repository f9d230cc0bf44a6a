package dev.tidings.bench.peer;

import jakarta.mail.MessagingException;
import java.io.IOException;

/// A way to send mail that is not ours.
interface Peer extends AutoCloseable {
    /// For one thread; holds one connection, where the peer holds any.
    Hand hand() throws Exception;

    /// Of the kind that suits it: platform threads wait cheapest for a socket, virtual ones for a future.
    default Thread.Builder threads() {
        return Thread.ofPlatform();
    }

    @Override
    default void close() throws IOException {}

    /// Sends one mail after the other.
    interface Hand extends AutoCloseable {
        /// Returns when the server has taken it.
        void send(Mail mail) throws Exception;

        @Override
        default void close() throws MessagingException {}
    }
}
