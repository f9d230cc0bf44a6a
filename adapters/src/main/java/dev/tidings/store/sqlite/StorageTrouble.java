package dev.tidings.store.sqlite;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.sqlite.SQLiteException;

/// Tells a store that cannot be written for now from a statement that is wrong.
final class StorageTrouble {
    private StorageTrouble() {}

    /// What is wrong with the storage; empty when the fault lies with the statement and trying again is of no
    /// use.
    static Optional<String> of(SQLException failure) {
        if (!(failure instanceof SQLiteException sqlite)) return Optional.empty();
        return switch (sqlite.getResultCode().code & 0xff) {
            case 13 -> say("the disk is full", sqlite);
            case 10 -> say("the disk fails", sqlite);
            case 5, 6 -> say("another program holds the database", sqlite);
            case 8 -> say("the database cannot be written", sqlite);
            case 14 -> say("the database cannot be opened", sqlite);
            case 7 -> say("memory is short", sqlite);
            case 15 -> say("the database's locks fail", sqlite);
            case 11, 26 -> say("the database file is damaged: stop, and restore it from a backup", sqlite);
            default -> Optional.empty();
        };
    }

    private static Optional<String> say(String what, SQLiteException failure) {
        return Optional.of(
                "%s (%s)".formatted(what, failure.getResultCode().name().toLowerCase(Locale.ROOT)));
    }
}
