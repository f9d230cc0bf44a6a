package dev.tidings.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Row;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.Secret;
import dev.tidings.notification.SourceSpec.Database;
import dev.tidings.notification.SourceSpec.Limits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresSourceTest extends SqlContract {
    private static @Nullable PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> programs = PostgresServer.programs();
        Assumptions.assumeTrue(programs.isPresent(), "no PostgreSQL is installed under /usr/lib/postgresql");
        server = PostgresServer.start(programs.orElseThrow());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
    }

    @Override
    protected Source holding(List<Row> people, Limits limits) throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists people; create table people (id integer, name text)");
            try (PreparedStatement insert = connection.prepareStatement("insert into people values (?, ?)")) {
                for (Row person : people) {
                    insert.setObject(1, person.columns().get("id"));
                    insert.setObject(2, person.columns().get("name"));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
        return source("127.0.0.1:" + server.port, PostgresServer.PASSWORD, limits);
    }

    private static Source source(String at, String password, Limits limits) throws SourceFailure {
        return new SqlSource(
                new Database(
                        "people",
                        "postgresql://" + at + "/postgres?sslmode=disable",
                        Optional.of("reader"),
                        Optional.of(new Secret(password)),
                        limits),
                Path.of("."));
    }

    @Override
    protected String endless() {
        return "select count(*) as id from generate_series(1, 1000000) a, generate_series(1, 1000000) b";
    }

    @Override
    protected List<String> forbidden() {
        return List.of(
                "delete from people",
                "select 1 as id; delete from people",
                "with gone as (delete from people returning id) select id from gone",
                "select id from people for update",
                "select nextval('s') as id",
                "select setval('s', 1) as id",
                "copy people to program 'id'",
                "select 1 as id into other",
                "select set_config('transaction_read_only', 'off', false) as id from (delete from people) x",
                "set transaction read write",
                "commit",
                "do $$ begin delete from people; end $$");
    }

    @Test
    void values_become_those_of_java() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            Row row = first(source, """
                    select 1::smallint as small, 2::bigint as big, 12.50::numeric(8,2) as money, 1.5::real as real, true as yes,
                           date '2026-11-23' as day, timestamp '2026-11-23 09:00' as wall, timestamptz '2026-11-23 09:00+08' as moment,
                           array['a', 'b'] as list, '{"k": 1}'::jsonb as json, gen_random_uuid() is not null as u, :at as at, null as nothing
                    """);
            assertThat(row.columns())
                    .containsEntry("small", 1L)
                    .containsEntry("big", 2L)
                    .containsEntry("money", new BigDecimal("12.50"))
                    .containsEntry("real", 1.5)
                    .containsEntry("yes", true)
                    .containsEntry("day", LocalDate.of(2026, 11, 23))
                    .containsEntry("wall", LocalDateTime.of(2026, 11, 23, 9, 0))
                    .containsEntry("moment", Instant.parse("2026-11-23T01:00:00Z"))
                    .containsEntry("list", List.of("a", "b"))
                    .containsEntry("json", "{\"k\": 1}")
                    .containsEntry("at", Instant.parse("2026-11-23T01:05:00Z"))
                    .containsEntry("nothing", null);
        }
    }

    @Test
    void what_the_server_lets_a_reader_make_is_taken_back() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            try {
                ids(source, "select lo_create(4711) as id", NONE);
            } catch (SourceFailure newerServersRefuseIt) {
                assertThat(newerServersRefuseIt).hasMessageContaining("read-only");
            }
            assertThat(ids(source, "select oid as id from pg_largeobject_metadata", NONE))
                    .isEmpty();
        }
    }

    /// A call for its end may come too early for a query that has not begun.
    @Test
    void the_server_gives_up_by_itself_what_nobody_waits_for() throws Exception {
        try (Source source = holding(people(1), new Limits(Duration.ofMillis(2300), 1_000))) {
            assertThat(ids(source, "select current_setting('statement_timeout') as id", NONE))
                    .containsExactly("3300ms");
        }
    }

    @Test
    void text_may_stand_for_a_number() throws Exception {
        try (Source source = holding(people(9), ROOMY)) {
            assertThat(ids(source, amongIds().orElseThrow(), NONE.with("id", List.of("2", "5"))))
                    .containsExactly("2", "5");
        }
    }

    @Test
    void a_wrong_password_is_said_clearly_and_not_repeated() throws Exception {
        try (Source source = source("127.0.0.1:" + server.port, "wrong-secret", ROOMY)) {
            assertThatThrownBy(() -> source.rows(query("select 1"), NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("refuses the user or the password")
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("wrong-secret");
        }
    }

    @Test
    void a_server_that_is_not_there_is_named() throws Exception {
        try (Source source = source("127.0.0.1:1", "x", ROOMY)) {
            assertThatThrownBy(() -> source.rows(query("select 1"), NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("cannot be reached at 127.0.0.1:1");
        }
    }
}
