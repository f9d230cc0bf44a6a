package dev.tidings.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Why a database cannot be opened is told in our words, with what to do, and without user and password.
final class ConnectingTest {
    private static String refusal(String address) {
        PostgresServer server = PostgresServer.of(address);
        return catchThrowableOfType(
                        IllegalStateException.class,
                        () -> PostgresStore.open(server, new Random(1), event -> {})
                                .close())
                .getMessage();
    }

    /// Of the test's server.
    private static String address(String user, String database) {
        String hostAndPort = TestServer.schema().toString().replaceFirst("postgresql://([^/]+)/.*", "$1");
        return "postgresql://%s@%s/%s".formatted(user, hostAndPort, database);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres:s3cret | no-such-one | there is no database of that name; make it, or mend the address",
                "zoe:s3cret | postgres | does not let this user in from here; see to the user in the address",
                "postgres:s3cret | postgres?sslmode=require | cannot be reached: it speaks no TLS, which sslmode asks for"
            })
    void a_server_that_refuses_is_told(String user, String database, String why) {
        assertThat(refusal(address(user, database)))
                .startsWith("postgresql://localhost:")
                .contains("cannot be opened: the", why)
                .doesNotContain("zoe", "s3cret", "jdbc", "FATAL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"127.0.0.1:1 | nobody answers there", "nowhere.invalid | there is no server of that name"})
    void a_server_that_is_not_there_is_told(String host, String why) {
        assertThat(refusal("postgresql://zoe:s3cret@" + host + "/mail"))
                .startsWith("postgresql://" + host)
                .contains("cannot be opened: the database cannot be reached: " + why)
                .doesNotContain("zoe", "s3cret", "jdbc", "postmaster");
    }

    @Test
    void a_user_who_may_not_make_the_schema_is_told() throws Exception {
        try (Db db = TestServer.schema().writing()) {
            db.script("CREATE ROLE visitor LOGIN PASSWORD 's3cret'");
        }

        assertThat(refusal(address("visitor:s3cret", "postgres?schema=of_nobody")))
                .contains("the address's user may not do that there", "GRANT")
                .doesNotContain("visitor", "s3cret");
    }

    @Test
    void a_database_that_takes_no_writes_is_told() throws Exception {
        PostgresServer server = TestServer.schema();
        try (Db db = server.reading()) {
            SQLException refused =
                    catchThrowableOfType(SQLException.class, () -> db.script("CREATE TABLE letter (id bigint)"));

            assertThat(StorageTrouble.of(refused))
                    .contains("the database takes no writes: it is a standby, or it is set read-only; name the one that"
                            + " does in the address (SQL state 25006)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "28000", "53100", "53200", "53300", "08004", "08006", "57P03", "58030", "25P03"})
    void what_keeps_us_from_writing_is_told_without_the_servers_words(String state) {
        assertThat(StorageTrouble.of(new SQLException("FATAL: no room for \"zoe\"", state))
                        .orElseThrow())
                .startsWith("the database")
                .endsWith("(SQL state " + state + ")")
                .doesNotContain("zoe", "FATAL");
    }

    @Test
    void a_full_disk_is_told_with_its_mend() {
        assertThat(StorageTrouble.of(new SQLException("could not extend file", "53100")))
                .contains("the database's disk is full; make room there (SQL state 53100)");
    }
}
