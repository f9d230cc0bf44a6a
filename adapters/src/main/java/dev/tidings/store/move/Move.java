package dev.tidings.store.move;

import dev.tidings.store.postgres.ArrivingRows;
import dev.tidings.store.postgres.MovingIn;
import dev.tidings.store.postgres.PostgresServer;
import dev.tidings.store.sqlite.Departure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// Copies a ledger from a SQLite file into an empty schema of a PostgreSQL database. Neither may be in use.
/// The file stays as it was.
public final class Move {
    /// Whose rows are numbered.
    private static final List<String> NUMBERED =
            List.of("occurrence", "delivery", "transcript", "suppression", "arrival", "notice");

    private Move() {}

    /// @return what was counted on both sides. Where any count differs, the database is left empty
    /// @throws IllegalStateException when one of them is in use, the database is not empty, or either fails;
    ///                               in a sentence
    public static List<Count> copy(Path from, PostgresServer to) {
        try (Departure departure = Departure.from(from);
                MovingIn moving = MovingIn.at(to, departure.tables())) {
            return copy(departure, moving);
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "the copy failed, and %s is left empty: %s".formatted(to, failed.getMessage()), failed);
        }
    }

    private static List<Count> copy(Departure departure, MovingIn moving) throws SQLException {
        for (String table : departure.tables()) {
            carry(table, departure, moving);
        }
        for (String table : NUMBERED) {
            moving.numberOn(table, departure.lastNumber(table));
        }
        moving.uncertain(departure.uncertain());
        moving.settleIn();
        List<Count> counts = Counting.of(departure.db(), moving.db());
        if (counts.stream().allMatch(Count::same)) {
            moving.commit();
        }
        return counts;
    }

    private static void carry(String table, Departure departure, MovingIn moving) throws SQLException {
        List<String> columns = departure.columns(table);
        try (ArrivingRows rows = moving.into(table, columns)) {
            departure.read(table, columns, rows::add);
            rows.end();
        }
    }
}
