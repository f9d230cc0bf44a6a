package dev.tidings.store.postgres;

import dev.tidings.bus.Bus;
import dev.tidings.bus.LocalBus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes the workers of all nodes by the database itself (`LISTEN`, `NOTIFY`). What rings often is told once in a
/// while; while the server cannot be reached, nobody is told, and everybody looks by themselves within five seconds.
final class PostgresBus implements Bus {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBus.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final int TOLD_EVERY_MILLIS = 50;
    private static final int LISTENING_MILLIS = 1000;

    private final PostgresServer server;
    private final String channel;
    private final LocalBus here = new LocalBus();
    private final Set<String> untold = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);

    PostgresBus(PostgresServer server) {
        this.server = server;
        this.channel = "tidings_" + server.schema();
        Thread.ofVirtual().name("ear of the bus").start(() -> again(this::listen));
        Thread.ofVirtual().name("mouth of the bus").start(() -> again(this::tell));
    }

    private interface Conversation {
        void by(Notes notes) throws SQLException, InterruptedException;
    }

    private void again(Conversation conversation) {
        while (closing.getCount() > 0) {
            try (Notes notes = server.notes(channel)) {
                conversation.by(notes);
            } catch (SQLException trouble) {
                LOG.debug("the bus has no line to the database: {}", trouble.toString());
            } catch (InterruptedException ended) {
                return;
            }
            if (closedWithin(AFTER_TROUBLE)) return;
        }
    }

    private void listen(Notes notes) throws SQLException {
        notes.listen();
        while (closing.getCount() > 0) {
            notes.heard(LISTENING_MILLIS).forEach(here::ring);
        }
    }

    private void tell(Notes notes) throws SQLException, InterruptedException {
        while (closing.getCount() > 0) {
            for (String subject : Set.copyOf(untold)) {
                untold.remove(subject);
                notes.tell(subject);
            }
            if (closing.await(TOLD_EVERY_MILLIS, TimeUnit.MILLISECONDS)) return;
        }
    }

    private boolean closedWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            return true;
        }
    }

    @Override
    public void ring(String subject) {
        here.ring(subject);
        untold.add(subject);
    }

    @Override
    public void await(String subject, Duration atMost) throws InterruptedException {
        here.await(subject, atMost);
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public void close() {
        closing.countDown();
        here.close();
    }
}
