package dev.tidings.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresServerTest {
    @Test
    void it_shows_no_password() {
        assertThat(PostgresServer.of("postgresql://tidings:s3cret%40@db.example:6432/mail?schema=letters"))
                .hasToString("jdbc:postgresql://db.example:6432/mail (schema letters)");
    }

    @Test
    void what_it_is_not_told_is_usual() {
        assertThat(PostgresServer.of("postgresql://db.example/mail?sslmode=verify-full"))
                .hasToString("jdbc:postgresql://db.example:5432/mail (schema tidings)");
    }

    /// Or a machine that lost its power would have its connections, and what they hold open, for two hours.
    @Test
    void a_node_that_is_gone_without_a_goodbye_is_given_up_soon() throws Exception {
        try (Db db = TestServer.schema().reading()) {
            List<String> settings = db.list(row -> row.getString(1) + " " + row.getInt(2), """
                    SELECT name, setting::integer
                      FROM pg_settings
                     WHERE name LIKE 'tcp%'
                     ORDER BY name
                    """);

            assertThat(settings)
                    .containsExactly(
                            "tcp_keepalives_count 4",
                            "tcp_keepalives_idle 20",
                            "tcp_keepalives_interval 5",
                            "tcp_user_timeout 40000");
        }
    }

    /// A statement that waits, or takes long, ends on the server before the driver gives up waiting for it.
    @Test
    void nothing_of_ours_goes_on_once_we_have_given_it_up() throws Exception {
        PostgresServer server = TestServer.schema();
        try (Db reading = server.reading();
                Db writing = server.writing();
                Db pulse = server.pulse();
                Db migrating = server.migrating()) {
            assertThat(List.of(limits(reading), limits(writing), limits(pulse), limits(migrating)))
                    .containsExactly("10000 8000 50000", "10000 8000 50000", "10000 16000 50000", "0 0 0");
        }
    }

    private static String limits(Db db) throws SQLException {
        return db.one(row -> row.getString(1), """
                        SELECT string_agg(setting, ' ' ORDER BY name)
                          FROM pg_settings
                         WHERE name IN ('idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout')
                        """).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db.example",
                "postgresql:///mail",
                "postgresql://db.example/mail?socketFactory=evil.Factory",
                "postgresql://db.example/mail?sslmode",
                "postgresql://db.example/mail?schema=Robert');drop",
                "postgresql://db.example/mail?loggerFile=/etc/passwd"
            })
    void anything_else_is_refused(String address) {
        assertThatThrownBy(() -> PostgresServer.of(address)).isInstanceOf(IllegalArgumentException.class);
    }
}
