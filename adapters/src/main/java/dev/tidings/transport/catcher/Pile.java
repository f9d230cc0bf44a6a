package dev.tidings.transport.catcher;

import dev.tidings.deliver.Parcel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The writing side of the catcher's file: one connection, one writer at a time, those who come together in
/// one transaction.
///
/// `synchronous=NORMAL`: a power cut may cost the last mails, never the file.
final class Pile implements AutoCloseable {
    private static final String INSERT = """
            insert into mail (at, trace, notification, occurrence, delivery, recipient, receiver, subject, size)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            returning id
            """;
    private static final String INSERT_CONTENT = "insert into content (id, octets) values (?, ?)";
    private static final String OLDEST = "select id, size from mail order by id";

    private final Path file;
    private final Limits limits;
    private Connection connection;
    private PreparedStatement insert;
    private PreparedStatement insertContent;
    private final Queue<Run> waiting = new ConcurrentLinkedQueue<>();
    private volatile int mails;
    private long octets;

    private Pile(Path file, Limits limits, Connection connection) throws SQLException {
        this.file = file;
        this.limits = limits;
        this.connection = connection;
        this.insert = connection.prepareStatement(INSERT);
        this.insertContent = connection.prepareStatement(INSERT_CONTENT);
        count(connection);
    }

    static Pile open(Path file, Limits limits) throws SQLException {
        Connection connection = connect(file);
        try {
            return new Pile(file, limits, connection);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma auto_vacuum = incremental");
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = normal");
            statement.execute("pragma busy_timeout = 1000");
            statement.execute("""
                    create table if not exists mail (
                        id           integer primary key autoincrement,
                        at           integer not null,
                        trace        text    not null,
                        notification text    not null,
                        occurrence   integer not null,
                        delivery     integer not null,
                        recipient    text    not null,
                        receiver     text    not null,
                        subject      text    not null,
                        size         integer not null
                    )
                    """);
            statement.execute("create index if not exists mail_trace on mail (trace)");
            statement.execute("""
                    create table if not exists content (
                        id     integer primary key references mail (id),
                        octets blob not null
                    )
                    """);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private void count(Connection from) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet found = statement.executeQuery("select count(*), coalesce(sum(size), 0) from mail")) {
            found.next();
            mails = found.getInt(1);
            octets = found.getLong(2);
        }
        from.commit();
    }

    int count() {
        return mails;
    }

    /// A run that is to be kept; known to have failed or not when it is done.
    private static final class Run {
        private final List<Parcel> parcels;
        private Optional<SQLException> failure = Optional.empty();
        private boolean done;

        private Run(List<Parcel> parcels) {
            this.parcels = parcels;
        }
    }

    /// Keeps a run. Whoever comes to write takes along those who wait behind.
    void add(List<Parcel> parcels, Instant at) throws SQLException {
        Run run = new Run(parcels);
        waiting.add(run);
        write(run, at);
        if (run.failure.isPresent()) {
            throw run.failure.get();
        }
    }

    private synchronized void write(Run run, Instant at) {
        if (run.done) {
            return;
        }
        List<Run> together = new ArrayList<>();
        for (Run next = waiting.poll(); next != null; next = waiting.poll()) {
            together.add(next);
        }
        Optional<SQLException> failure = Optional.empty();
        try {
            addAll(together.stream().flatMap(each -> each.parcels.stream()).toList(), at);
        } catch (SQLException it) {
            failure = Optional.of(it);
        }
        for (Run each : together) {
            each.failure = failure;
            each.done = true;
        }
    }

    private void addAll(List<Parcel> parcels, Instant at) throws SQLException {
        revive();
        try {
            long added = insert(parcels, at);
            Removed removed = removeOldest(mails + parcels.size(), octets + added);
            connection.commit();
            mails += parcels.size() - removed.mails();
            octets += added - removed.octets();
        } catch (SQLException failure) {
            giveUp(failure);
            throw failure;
        }
    }

    private long insert(List<Parcel> parcels, Instant at) throws SQLException {
        long added = 0;
        for (Parcel parcel : parcels) {
            byte[] message = parcel.message().content();
            insertContent.setLong(1, insert(parcel, at));
            insertContent.setBytes(2, message);
            insertContent.executeUpdate();
            added += message.length;
        }
        return added;
    }

    private long insert(Parcel parcel, Instant at) throws SQLException {
        insert.setLong(1, at.toEpochMilli());
        insert.setString(2, parcel.claim().trace().hex());
        insert.setString(3, parcel.claim().occurrence().notification());
        insert.setLong(4, parcel.claim().occurrence().id());
        insert.setLong(5, parcel.claim().delivery());
        insert.setString(6, parcel.claim().recipient().mailbox().toString());
        insert.setString(7, parcel.message().receiver().toString());
        insert.setString(8, parcel.message().subject());
        insert.setLong(9, parcel.message().content().length);
        try (ResultSet key = insert.executeQuery()) {
            key.next();
            return key.getLong(1);
        }
    }

    private record Removed(int mails, long octets) {}

    private Removed removeOldest(int haveMails, long haveOctets) throws SQLException {
        List<Long> leaving = new ArrayList<>();
        long freed = 0;
        if (haveMails > limits.mails() || haveOctets > limits.octets()) {
            Limits room = limits.withRoom();
            try (Statement oldest = connection.createStatement();
                    ResultSet found = oldest.executeQuery(OLDEST)) {
                while ((haveMails - leaving.size() > room.mails() || haveOctets - freed > room.octets())
                        && found.next()) {
                    leaving.add(found.getLong(1));
                    freed += found.getLong(2);
                }
            }
            remove(leaving);
        }
        return new Removed(leaving.size(), freed);
    }

    private void remove(List<Long> leaving) throws SQLException {
        if (leaving.isEmpty()) {
            return;
        }
        // Ids rise, and the oldest leave first: all below the newest of them.
        for (String table : List.of("content", "mail")) {
            try (PreparedStatement delete = connection.prepareStatement("delete from " + table + " where id <= ?")) {
                delete.setLong(1, leaving.getLast());
                delete.executeUpdate();
            }
        }
    }

    synchronized int clear() throws SQLException {
        revive();
        int all = mails;
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from content");
            statement.executeUpdate("delete from mail");
            connection.commit();
            mails = 0;
            octets = 0;
            statement.execute("pragma incremental_vacuum");
            connection.commit();
        } catch (SQLException failure) {
            giveUp(failure);
            throw failure;
        }
        return all;
    }

    /// A connection that failed is left; the next mail tries a new one.
    private void giveUp(SQLException failure) {
        try {
            connection.close();
        } catch (SQLException also) {
            failure.addSuppressed(also);
        }
    }

    private void revive() throws SQLException {
        if (connection.isClosed()) {
            connection = connect(file);
            insert = connection.prepareStatement(INSERT);
            insertContent = connection.prepareStatement(INSERT_CONTENT);
            count(connection);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("the catcher's file cannot be closed", failure);
        }
    }
}
