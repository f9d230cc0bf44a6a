package dev.tidings.bench.peer;

import dev.tidings.bench.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A row for each mail before it is sent, and its answer after: SQLite, WAL, `synchronous=FULL`, 500 at a time in the
/// order of their keys. It is less than Tidings writes, which also notes that a mail is about to leave.
final class SqliteBook implements Book {
    private static final int GROUP = 500;

    private final Connection database;
    private final Progress progress;
    private final BlockingQueue<Person> answered = new ArrayBlockingQueue<>(4 * GROUP);
    private final Thread writer;
    private volatile boolean closing;
    private volatile @Nullable SQLException trouble;
    private int count;

    SqliteBook(Path file, Progress progress) throws SQLException {
        this.database = DriverManager.getConnection("jdbc:sqlite:" + file);
        this.progress = progress;
        try (Statement statement = database.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("""
                    create table deliveries (
                        id         integer primary key,
                        occurrence integer not null,
                        address    text not null,
                        name       text not null,
                        state      text not null,
                        due        integer not null,
                        attempts   integer not null,
                        reply      text
                    ) strict
                    """);
            statement.execute("create index due on deliveries (due) where state = 'waiting'");
        }
        database.setAutoCommit(false);
        this.writer = Thread.ofPlatform().name("book").start(this::write);
    }

    @Override
    public void enter(List<Person> people) throws SQLException {
        synchronized (database) {
            try (PreparedStatement insert = database.prepareStatement("""
                    insert into deliveries (id, occurrence, address, name, state, due, attempts)
                    values (?, 1, ?, ?, 'waiting', ?, 0)
                    """)) {
                for (Person person : people) {
                    insert.setInt(1, person.id());
                    insert.setString(2, person.email());
                    insert.setString(3, person.name());
                    insert.setLong(4, System.currentTimeMillis());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            database.commit();
        }
    }

    @Override
    public void accepted(Person person) throws InterruptedException {
        answered.put(person);
    }

    private void write() {
        List<Person> group = new ArrayList<>(GROUP);
        try {
            while (!closing || !answered.isEmpty()) {
                Person first = answered.poll(20, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    answered.drainTo(group, GROUP - 1);
                    settle(group);
                    group.clear();
                }
            }
        } catch (SQLException failed) {
            trouble = failed;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(List<Person> group) throws SQLException {
        group.sort(Comparator.comparingInt(Person::id));
        synchronized (database) {
            try (PreparedStatement update = database.prepareStatement(
                    "update deliveries set state = 'accepted', attempts = 1, reply = '250' where id = ?")) {
                for (Person person : group) {
                    update.setInt(1, person.id());
                    update.addBatch();
                }
                update.executeBatch();
            }
            database.commit();
        }
        count += group.size();
        progress.reached(count);
    }

    @Override
    public int close() throws Exception {
        closing = true;
        writer.join();
        database.close();
        if (trouble != null) {
            throw trouble;
        }
        return count;
    }
}
