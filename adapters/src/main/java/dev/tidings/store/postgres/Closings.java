package dev.tidings.store.postgres;

import dev.tidings.deliver.Breaker.Closed;
import dev.tidings.deliver.Trouble;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What nodes tell each other of closed roads.
final class Closings {
    private Closings() {}

    static Map<String, Closed> all(Db db) throws SQLException {
        Map<String, Closed> all = new HashMap<>();
        db.visit(
                row -> {
                    all.put(row.getString("road"), closed(row));
                    return true;
                },
                "SELECT road, trouble, why, since, again FROM closing");
        return all;
    }

    private static Closed closed(ResultSet row) throws SQLException {
        boolean barred = row.getObject("again") == null;
        return new Closed(
                Trouble.valueOf(row.getString("trouble")),
                row.getString("why"),
                Reading.instant(row, "since"),
                barred ? Instant.MAX : Reading.instant(row, "again"));
    }

    static int note(Db db, String road, Optional<Closed> closed) throws SQLException {
        if (closed.isEmpty()) return db.change("DELETE FROM closing WHERE road = ?", road);
        Optional<Instant> again = closed.map(Closed::again).filter(each -> !each.equals(Instant.MAX));
        return db.change(
                """
                INSERT INTO closing (road, trouble, why, since, again)
                VALUES (?, ?, ?, ?::timestamptz, ?::timestamptz)
                    ON CONFLICT (road) DO UPDATE
                   SET trouble = excluded.trouble, why = excluded.why, since = excluded.since, again = excluded.again
                """,
                road,
                closed.get().trouble().name(),
                closed.get().why(),
                closed.get().since(),
                again);
    }
}
