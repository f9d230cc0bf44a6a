package dev.tidings.deliver;

import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.smtp.NoSession;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.SmtpSession;
import dev.tidings.smtp.Transcript;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Open connections to one server, kept for the next message while they are fresh.
///
/// How many are open at once is bounded by how many hands there are, not here.
final class Connections implements AutoCloseable {
    private final SmtpServer server;
    private final Pool rules;
    private final InstantSource clock;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final AtomicInteger inUse = new AtomicInteger();
    private boolean closed;

    Connections(SmtpServer server, Pool rules, InstantSource clock) {
        this.server = server;
        this.rules = rules;
        this.clock = clock;
    }

    /// A connection in somebody's hands.
    static final class Connection {
        private final SmtpSession session;
        private final int most;
        private int room;
        private Instant lastUsed;

        private Connection(SmtpSession session, int room, Instant now) {
            this.session = session;
            this.most = room;
            this.room = room;
            this.lastUsed = now;
        }

        /// How many messages more it may carry.
        int room() {
            return room;
        }

        void carried(int messages) {
            room -= messages;
        }

        /// For somebody who did not see it opened.
        ///
        /// @param also how many mails are on it besides those that were carried
        String inWords(int also) {
            return "mail %d on an open connection to %s port %d%s"
                    .formatted(
                            most - room + also + 1,
                            session.peer().getAddress().getHostAddress(),
                            session.peer().getPort(),
                            session.tls().map(tls -> ", " + tls).orElse(""));
        }

        SmtpSession session() {
            return session;
        }
    }

    /// The connection used last, so that the others can grow old and close. One on which the server has
    /// spoken meanwhile (`421 timeout`, as a rule) is passed over.
    Optional<Connection> reuse() {
        sweep();
        Optional<Connection> found = latest();
        while (found.filter(each -> !each.session.reusable()).isPresent()) {
            found.get().session.close();
            found = latest();
        }
        found.ifPresent(_ -> inUse.incrementAndGet());
        return found;
    }

    private synchronized Optional<Connection> latest() {
        return Optional.ofNullable(idle.pollLast());
    }

    /// @param transcript hears all that is said on it, to its end
    Connection open(Transcript transcript) throws NoSession {
        Connection connection =
                new Connection(SmtpSession.open(server, transcript), rules.messagesPerConnection(), clock.instant());
        inUse.incrementAndGet();
        return connection;
    }

    /// Takes a connection back, for the next message or to be closed.
    void giveBack(Connection connection) {
        inUse.decrementAndGet();
        connection.lastUsed = clock.instant();
        boolean keep = connection.session.reusable() && connection.room > 0;
        synchronized (this) {
            if (keep && !closed) {
                idle.addLast(connection);
                return;
            }
        }
        connection.session.close();
    }

    /// Closes those that carried nothing for too long.
    void sweep() {
        Instant oldest = clock.instant().minus(rules.idle());
        List<Connection> old = new ArrayList<>();
        synchronized (this) {
            while (!idle.isEmpty() && idle.getFirst().lastUsed.isBefore(oldest)) {
                old.add(idle.removeFirst());
            }
        }
        old.forEach(each -> each.session.close());
    }

    synchronized int idle() {
        return idle.size();
    }

    int inUse() {
        return inUse.get();
    }

    @Override
    public void close() {
        List<Connection> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(each -> each.session.close());
    }
}
