package dev.tidings.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.store.jdbc.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest {
    private final MovableClock clock = new MovableClock(LedgerStory.NINE);

    @TempDir
    Path folder;

    @Test
    void a_second_opening_is_refused_until_the_first_is_closed() {
        SqliteStore first = open();
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tidings.db is in use by this very process")
                .hasMessageContaining("give this one another store");
        first.close();
        first.close();

        open().close();
    }

    @Test
    void the_lock_file_says_who_holds_it() throws Exception {
        try (SqliteStore _ = open()) {
            assertThat(Files.readString(folder.resolve("tidings.db.lock")).strip())
                    .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
        }
    }

    @Test
    void a_file_of_a_newer_program_is_refused_in_a_sentence() throws Exception {
        open().close();
        change("PRAGMA user_version = 77");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was written by a newer Tidings: its schema is 77")
                .hasMessageContaining("Start the newer program");
        change("PRAGMA user_version = 1");
        open().close();
    }

    @Test
    void a_file_that_is_no_database_is_refused_in_a_sentence() throws Exception {
        Files.writeString(folder.resolve("tidings.db"), "Dear diary, today I was not a database.".repeat(50));

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tidings.db cannot be opened");
    }

    @Test
    void commits_are_on_the_disk_and_readers_do_not_wait() throws Exception {
        open().close();
        try (Db db = new SqliteFile(folder.resolve("tidings.db")).writing()) {
            assertThat(db.one(row -> row.getString(1), "PRAGMA journal_mode")).contains("wal");
            assertThat(db.number("PRAGMA synchronous")).isEqualTo(2);
        }
    }

    @Test
    void readers_cannot_write() throws Exception {
        open().close();
        try (Db db = new SqliteFile(folder.resolve("tidings.db")).reading()) {
            assertThatThrownBy(() -> db.change("DELETE FROM agenda")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void nothing_is_written_after_closing() {
        SqliteStore store = open();
        store.close();

        assertThatThrownBy(() -> store.ledger().plan(Map.of("weekly", LedgerStory.NINE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the store is closed");
        assertThatThrownBy(() -> store.ledger().agenda()).hasMessageContaining("the store is closed");
    }

    private SqliteStore open() {
        return SqliteStore.open(folder.resolve("tidings.db"), clock, _ -> {});
    }

    private void change(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tidings.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
