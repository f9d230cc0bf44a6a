package dev.tidings.store.postgres;

import dev.tidings.bus.Bus;
import dev.tidings.event.Listener;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Program;
import dev.tidings.store.jdbc.Condition;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Lookout;
import dev.tidings.store.jdbc.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/// The ledger in a PostgreSQL database, shared by several nodes. A node has ten connections: one that writes in
/// groups, two that claim, two that say that it is alive and what it holds, three that read, two for the bus.
public final class PostgresStore implements AutoCloseable {
    private static final Duration USUAL_LEASE = Duration.ofSeconds(30);

    private final Node node;
    private final Revisions revisions;
    private final InstantSource clock;
    private final Channels channels;
    private final PostgresBus bus;
    private final Heart heart;
    private final AtomicBoolean closed = new AtomicBoolean();

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
        return open(server, migrations, clock, stranger(USUAL_LEASE, random), listener);
    }

    static PostgresStore open(
            PostgresServer server, Duration lease, InstantSource clock, Random random, Listener listener) {
        return open(server, Migrations.SHIPPED, clock, stranger(lease, random), listener);
    }

    private static Node stranger(Duration lease, Random random) {
        return Node.of(Program.here(Optional.empty(), ""), lease, random);
    }

    private static PostgresStore open(
            PostgresServer server, Migrations migrations, InstantSource clock, Node node, Listener listener) {
        try {
            return open(server, migrations, node, new Time(clock, Optional.empty()), listener);
        } catch (SQLException failed) {
            throw unreachable(server, failed);
        }
    }

    private static PostgresStore open(
            PostgresServer server, Migrations migrations, Node node, Time time, Listener listener) throws SQLException {
        try (Db db = server.migrating()) {
            migrations.apply(db, server);
        }
        SchemaWatch watch = new SchemaWatch(server, migrations.version(), node.alive(), System::nanoTime);
        return new PostgresStore(server, node, watch, time, listener);
    }

    /// @param ofServer what is set by the server's, where that is the one
    private record Time(InstantSource clock, Optional<ServerClock> ofServer) {}

    private static IllegalStateException unreachable(PostgresServer server, SQLException failed) {
        String why = new Hindrance(server).trouble(failed).orElse(StorageTrouble.told(failed));
        return new IllegalStateException("%s cannot be opened: %s".formatted(server, why), failed);
    }

    private PostgresStore(PostgresServer server, Node node, SchemaWatch watch, Time time, Listener listener)
            throws SQLException {
        this.node = node;
        this.revisions = new Revisions(node);
        this.clock = time.clock();
        Condition condition = new Condition(listener);
        Lookout lookout = new Lookout(server::probing, StorageTrouble::of, condition);
        this.channels = Channels.open(
                server,
                watch,
                lookout,
                new Writer<>(
                        () -> new Transaction(server.writing(), node.id(), watch, clock),
                        new Hindrance(server)::trouble,
                        watch::outgrown,
                        condition,
                        lookout::doubt));
        this.heart = new Heart(server, node, revisions, watch, channels, time.ofServer());
        this.bus = new PostgresBus(server);
        channels.writer().start();
        start();
    }

    private void start() {
        try {
            heart.start();
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /// By which this store tells what is due.
    public InstantSource clock() {
        return clock;
    }

    /// Closing it closes the store.
    public Ledger ledger() {
        return new PostgresLedger(this, channels, node, revisions);
    }

    /// Wakes all nodes by the database itself.
    public Bus bus() {
        return bus;
    }

    public History history() {
        return new PostgresHistory(channels.readers(), node, clock);
    }

    /// What this node had in its hands is the others' at once.
    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        heart.stop();
        bus.close();
        channels.close();
    }
}
