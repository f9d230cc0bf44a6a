package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Database;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;

/// The server's time, as far as this process knows: asked for every few seconds, counted on by the JVM's own clock that
/// nobody sets. So all nodes agree on what is due, whatever their own clocks say.
final class ServerClock implements InstantSource {
    private volatile Mark mark;

    private record Mark(Instant time, long nanos) {
        static Mark of(Db db) throws SQLException {
            long asked = System.nanoTime();
            Instant time = db.one(row -> Reading.instant(row, "now"), "SELECT clock_timestamp() AS now")
                    .orElseThrow();
            long answered = System.nanoTime();
            return new Mark(time, asked + (answered - asked) / 2);
        }
    }

    private ServerClock(Mark mark) {
        this.mark = mark;
    }

    static ServerClock of(Database database) throws SQLException {
        try (Db db = database.reading()) {
            return new ServerClock(Mark.of(db));
        }
    }

    void set(Db db) throws SQLException {
        mark = Mark.of(db);
    }

    @Override
    public Instant instant() {
        Mark last = mark;
        return last.time.plusNanos(System.nanoTime() - last.nanos);
    }
}
