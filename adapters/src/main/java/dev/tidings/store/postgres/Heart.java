package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Task;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says every few seconds that a node is alive. It does so by the pulse, which touches nothing but the list of nodes:
/// whoever holds up the writer, by a lock on deliveries say, makes nobody look dead. What needs a transaction, joining
/// and taking others off the list, it leaves to the writer, and does not wait for that.
final class Heart {
    private static final Logger LOG = LoggerFactory.getLogger(Heart.class);
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final PostgresServer server;
    private final Node node;
    private final Revisions revisions;
    private final SchemaWatch watch;
    private final Channels channels;
    private final Optional<ServerClock> clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private CompletableFuture<?> errand = CompletableFuture.completedFuture(0);

    /// @param clock that is set with each beat
    Heart(
            PostgresServer server,
            Node node,
            Revisions revisions,
            SchemaWatch watch,
            Channels channels,
            Optional<ServerClock> clock) {
        this.server = server;
        this.node = node;
        this.revisions = revisions;
        this.watch = watch;
        this.channels = channels;
        this.clock = clock;
    }

    /// Joins the others.
    void start() {
        channels.writer().write(this::join);
        Thread.ofVirtual().name("heart of " + node.id()).start(this::run);
    }

    private void run() {
        try {
            while (!closing.await(node.every().toMillis(), TimeUnit.MILLISECONDS)) beat();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// A server that is slow to answer is doubted meanwhile.
    private void beat() throws InterruptedException {
        Thread turn = Thread.ofVirtual().name("beat of " + node.id()).start(this::turn);
        while (!turn.join(SLOW)) channels.lookout().doubt();
    }

    private void turn() {
        try {
            boolean joined = channels.pulse().ask(db -> {
                if (clock.isPresent()) clock.get().set(db);
                return node.beat(db) && watch.stillWorks(db);
            });
            if (!errand.isDone()) return;
            if (!joined) errand = channels.writer().submit(Task.of(this::join));
            else if (channels.pulse().ask(Node::anyToForget))
                errand = channels.writer().submit(Task.of(this::forget));
        } catch (IllegalStateException failed) {
            if (closing.getCount() > 0)
                LOG.warn("{} could not say that it is alive: {}", node.id(), failed.getMessage());
        }
    }

    /// Whoever brings the schema further meanwhile either knows of this node, or has done so before it writes
    /// anything.
    private int join(Transaction transaction) throws SQLException {
        if (closing.getCount() == 0) return 0;
        Migrations.waitForOthers(transaction.db(), server);
        if (node.join(transaction)) revisions.adopt(transaction);
        watch.tell(transaction.db(), node.id());
        return Node.anyToForget(transaction.db()) ? forget(transaction) : 0;
    }

    private int forget(Transaction transaction) throws SQLException {
        return Revisions.forget(transaction, () -> Node.forget(transaction.db()));
    }

    /// What this node had in its hands is the others' at once.
    void stop() {
        closing.countDown();
        channels.writer()
                .submit(Task.of(
                        (Transaction transaction) -> Revisions.forget(transaction, () -> node.leave(transaction))));
    }
}
