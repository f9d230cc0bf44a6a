package dev.tidings.store.postgres;

import dev.tidings.bus.Bus;
import dev.tidings.event.Listener;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Program;
import dev.tidings.store.jdbc.Condition;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Lookout;
import dev.tidings.store.jdbc.Readers;
import dev.tidings.store.jdbc.Task;
import dev.tidings.store.jdbc.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The ledger in a PostgreSQL database, shared by several nodes. A node has eight connections: one that writes in
/// groups, two that claim, three that read, two for the bus.
public final class PostgresStore implements AutoCloseable {
    private static final int READERS = 3;
    private static final Duration USUAL_LEASE = Duration.ofSeconds(30);

    private final Node node;
    private final SchemaWatch watch;
    private final Revisions revisions;
    private final InstantSource clock;
    private final Writer<Transaction> writer;
    private final Readers readers;
    private final Desk desk;
    private final PostgresBus bus;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread heart;

    /// Joins the nodes that work from this database. The first one makes its tables.
    ///
    /// @param listener hears `StoreFailing` and `StoreRecovered`, once each
    /// @throws IllegalStateException when it cannot be reached, or a newer program wrote it, in a sentence
    public static PostgresStore open(PostgresServer server, Random random, Listener listener) {
        return open(server, Program.here(Optional.empty(), ""), USUAL_LEASE, random, listener);
    }

    /// @param program how the others are to know this node: by its name, with something behind it that tells it
    ///                from others of that name
    /// @param lease   after so long without a word it is taken for dead
    public static PostgresStore open(
            PostgresServer server, Program program, Duration lease, Random random, Listener listener) {
        try {
            ServerClock clock = ServerClock.of(server);
            return open(
                    server,
                    Migrations.SHIPPED,
                    Node.of(program, lease, random),
                    new Time(clock, Optional.of(clock)),
                    listener);
        } catch (SQLException failed) {
            throw unreachable(server, failed);
        }
    }

    /// @param clock in place of the server's, for leases and for what is due
    static PostgresStore open(PostgresServer server, InstantSource clock, Random random, Listener listener) {
        return open(server, Migrations.SHIPPED, clock, random, listener);
    }

    /// @param migrations those of this program
    static PostgresStore open(
            PostgresServer server, Migrations migrations, InstantSource clock, Random random, Listener listener) {
        try {
            Node node = Node.of(Program.here(Optional.empty(), ""), USUAL_LEASE, random);
            return open(server, migrations, node, new Time(clock, Optional.empty()), listener);
        } catch (SQLException failed) {
            throw unreachable(server, failed);
        }
    }

    private static PostgresStore open(
            PostgresServer server, Migrations migrations, Node node, Time time, Listener listener) throws SQLException {
        try (Db db = server.writing()) {
            migrations.apply(db, server);
        }
        SchemaWatch watch = new SchemaWatch(server, migrations.version(), node.alive(), System::nanoTime);
        return new PostgresStore(server, node, watch, time, listener);
    }

    /// @param ofServer what is set by the server's, where that is the one
    private record Time(InstantSource clock, Optional<ServerClock> ofServer) {}

    private static IllegalStateException unreachable(PostgresServer server, SQLException failed) {
        return new IllegalStateException(
                "%s cannot be opened: %s".formatted(server, StorageTrouble.told(failed)), failed);
    }

    private PostgresStore(PostgresServer server, Node node, SchemaWatch watch, Time time, Listener listener)
            throws SQLException {
        this.node = node;
        this.watch = watch;
        this.revisions = new Revisions(node);
        this.clock = time.clock();
        this.desk = new Desk(server, watch);
        Condition condition = new Condition(listener);
        Lookout lookout = new Lookout(server::probing, StorageTrouble::of, condition);
        this.readers = readers(server, lookout, desk);
        this.writer = new Writer<>(
                () -> new Transaction(server.writing(), node.id(), watch, clock),
                StorageTrouble::of,
                watch::outgrown,
                condition,
                lookout::doubt);
        this.heart = Thread.ofVirtual().name("heart of " + node.id()).unstarted(() -> beat(time.ofServer()));
        this.bus = new PostgresBus(server);
        writer.start();
        joined(server);
        heart.start();
    }

    /// Whoever brings the schema further meanwhile either knows of this node, or has done so before it writes
    /// anything.
    private void joined(PostgresServer server) {
        try {
            writer.write(transaction -> {
                Migrations.waitForOthers(transaction.db(), server);
                watch.check(transaction.db());
                return beat(transaction);
            });
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private static Readers readers(PostgresServer server, Lookout lookout, Desk desk) throws SQLException {
        try {
            return new Readers(server::reading, READERS, lookout);
        } catch (SQLException failed) {
            desk.close();
            throw failed;
        }
    }

    private void beat(Optional<ServerClock> ofServer) {
        try {
            while (!closing.await(Node.EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                Writer.await(writer.submit(Task.of((Transaction transaction) -> {
                    if (ofServer.isPresent()) ofServer.get().set(transaction.db());
                    return closed.get() ? leave(transaction) : beat(transaction);
                })));
            }
        } catch (InterruptedException | IllegalStateException ended) {
            // the store is closed
        }
    }

    private int beat(Transaction transaction) throws SQLException {
        if (node.beat(transaction)) revisions.adopt(transaction);
        watch.tell(transaction.db(), node.id());
        if (!Node.anyToForget(transaction.db())) return 0;
        return Revisions.forget(transaction, () -> Node.forget(transaction.db()));
    }

    private int leave(Transaction transaction) throws SQLException {
        return Revisions.forget(transaction, () -> node.leave(transaction));
    }

    /// By which this store tells what is due.
    public InstantSource clock() {
        return clock;
    }

    /// Closing it closes the store.
    public Ledger ledger() {
        return new PostgresLedger(this, writer, readers, desk, node, revisions);
    }

    /// Wakes all nodes by the database itself.
    public Bus bus() {
        return bus;
    }

    public History history() {
        return new PostgresHistory(readers, node, clock);
    }

    /// What this node had in its hands is the others' at once.
    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        closing.countDown();
        bus.close();
        writer.submit(Task.of(this::leave));
        writer.close();
        readers.close();
        desk.close();
    }
}
