package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Database;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The server's time, as far as this process knows: asked for every few seconds, counted on by the JVM's own clock that
/// nobody sets. So all nodes agree on what is due, whatever their own clocks say.
final class ServerClock implements InstantSource {
    /// An answer that took longer was held up somewhere, before the server looked at its clock or after.
    private static final Duration PROMPT = Duration.ofSeconds(1);

    private static final int TRIES = 5;

    private volatile Answer last;

    /// What the server's clock showed, at some moment between the question and its answer.
    ///
    /// @param asked    nanoseconds of the JVM
    /// @param answered as `asked`
    record Answer(Instant time, long asked, long answered) {
        static Answer of(Db db) throws SQLException {
            long asked = System.nanoTime();
            Instant time = db.one(row -> Reading.instant(row, "now"), "SELECT clock_timestamp() AS now")
                    .orElseThrow();
            return new Answer(time, asked, System.nanoTime());
        }

        private Duration took() {
            return Duration.ofNanos(answered - asked);
        }

        private Instant at(long nanos) {
            return time.plusNanos(nanos - asked - (answered - asked) / 2);
        }
    }

    ServerClock(Answer first) {
        this.last = first;
    }

    static ServerClock of(Database database) throws SQLException {
        try (Db db = database.reading()) {
            ServerClock clock = new ServerClock(Answer.of(db));
            for (int tries = 1; tries < TRIES && clock.last.took().compareTo(PROMPT) > 0; tries++) clock.set(db);
            return clock;
        }
    }

    void set(Db db) throws SQLException {
        heard(Answer.of(db));
    }

    /// One that was held up for half a minute would put the clock wrong by up to a quarter of one, and leases of others
    /// would end early: it is worth less than the one before.
    void heard(Answer answer) {
        Duration most = last.took().compareTo(PROMPT) > 0 ? last.took() : PROMPT;
        if (answer.took().compareTo(most) <= 0) last = answer;
    }

    @Override
    public Instant instant() {
        return last.at(System.nanoTime());
    }
}
