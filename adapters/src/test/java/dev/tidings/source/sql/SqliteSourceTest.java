package dev.tidings.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Row;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.SourceSpec.Database;
import dev.tidings.notification.SourceSpec.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SqliteSourceTest extends SqlContract {
    @TempDir
    Path root;

    @Override
    protected Source holding(List<Row> people, Limits limits) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + root.resolve("crm.db"))) {
            run(connection, "create table people (id integer, name text)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into people values (?, ?)")) {
                for (Row person : people) {
                    insert.setObject(1, person.columns().get("id"));
                    insert.setObject(2, person.columns().get("name"));
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
        return source("sqlite:crm.db", limits);
    }

    @Override
    protected String endless() {
        return "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) as id from n";
    }

    @Override
    protected List<String> forbidden() {
        return List.of(
                "delete from people",
                "select 1 as id; delete from people",
                "with gone as (select 1) delete from people",
                "insert into people values (7, 'x')",
                "attach database 'other.db' as other",
                "vacuum into 'copy.db'",
                "pragma writable_schema = 1",
                "select load_extension('x')",
                "select writefile('x', 'y')",
                "select readfile('/etc/passwd') as id",
                "drop table people");
    }

    @AfterEach
    void nothing_else_was_written() {
        assertThat(root.toFile().list()).isSubsetOf("crm.db", "other.txt");
    }

    @Test
    void nothing_can_be_attached_even_by_those_who_get_past_the_first_wall() throws Exception {
        holding(people(1), ROOMY).close();
        Connections connections = new Connections.OfFile(root.resolve("crm.db"), ROOMY.timeout());
        try (Connection connection = connections.open()) {
            for (String statement : List.of(
                    "attach database ':memory:' as x",
                    "attach database 'y.db' as y",
                    "vacuum into 'z.db'",
                    "delete from people")) {
                assertThatThrownBy(() -> run(connection, statement))
                        .as(statement)
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    @Timeout(60)
    void a_query_that_gives_rows_without_end_is_ended() throws Exception {
        String endless = "with recursive n(id) as (select 1 union all select id + 1 from n) select id from n";
        try (Source source = holding(people(1), new Limits(Duration.ofMillis(300), Long.MAX_VALUE))) {
            assertThatThrownBy(() -> {
                        try (Rows rows = source.rows(query(endless), NONE)) {
                            while (!rows.next(100).isEmpty()) {
                                // each page comes soon
                            }
                        }
                    })
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("did not answer within 300 ms");
        }
    }

    @Test
    @Timeout(60)
    void whoever_waits_for_a_source_that_is_closed_is_told() throws Exception {
        String endless = "with recursive n(id) as (select 1 union all select id + 1 from n) select id from n";
        CountDownLatch reading = new CountDownLatch(1);
        Source source = holding(people(1), new Limits(Duration.ofHours(1), Long.MAX_VALUE));
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            try (Rows rows = source.rows(query(endless), NONE)) {
                while (!rows.next(100).isEmpty()) {
                    reading.countDown();
                }
            } catch (SourceFailure told) {
                throw new CompletionException(told);
            }
        });
        reading.await();

        source.close();

        assertThatThrownBy(reader::join).hasCauseInstanceOf(SourceFailure.class);
    }

    @Test
    void values_are_what_they_are_stored_as() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            Row row = first(source, "select 1 as a, 9007199254740993 as b, 1.5 as c, 'x' as d, null as e");
            assertThat(row.columns())
                    .containsEntry("a", 1L)
                    .containsEntry("b", 9007199254740993L)
                    .containsEntry("c", 1.5)
                    .containsEntry("d", "x")
                    .containsEntry("e", null);
            assertThat(row.columns().keySet()).containsExactly("a", "b", "c", "d", "e");
            assertThatThrownBy(() -> first(source, "select x'00ff' as photo"))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("\"photo\" holds binary data");
        }
    }

    @Test
    void an_instant_is_bound_as_text_in_utc() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            assertThat(first(source, "select :at as t, datetime('2026-11-23T01:05:00Z') = :at as same")
                            .columns())
                    .containsEntry("t", "2026-11-23 01:05:00")
                    .containsEntry("same", 1L);
        }
    }

    @Test
    void a_file_that_is_not_there_is_not_made() {
        assertThatThrownBy(() -> source("sqlite:none.db", ROOMY).rows(query("select 1"), NONE))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("there is no file")
                .hasMessageContaining("none.db");
    }

    @Test
    void a_file_that_is_no_database_is_named() throws Exception {
        Files.writeString(root.resolve("other.txt"), "hello ".repeat(200));
        assertThatThrownBy(() -> source("sqlite:other.txt", ROOMY).rows(query("select * from people"), NONE))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("not a database");
    }

    private Source source(String url, Limits limits) throws SourceFailure {
        return new SqlSource(new Database("people", url, Optional.empty(), Optional.empty(), limits), root);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
