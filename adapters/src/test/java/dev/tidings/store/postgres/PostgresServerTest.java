package dev.tidings.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
