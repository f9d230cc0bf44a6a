package dev.tidings.store.postgres;

import dev.tidings.notification.AddressForm;
import dev.tidings.notification.PercentEncoding;
import dev.tidings.notification.ServerAddress;
import dev.tidings.store.jdbc.Database;
import dev.tidings.store.jdbc.Db;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// A database on a server: `postgresql://user:password@host:5432/database?sslmode=verify-full`.
///
/// The ledger lives in a schema of its own, `tidings` unless `schema` says another. A transaction that its node left
/// open (it was halted, or cut off) is ended by the server after ten seconds, so that nobody waits for it longer. We
/// give up a server that says nothing for a minute, and it gives us up when nothing of ours arrives for 40 s.
///
/// Nothing of ours waits on the server once we have given it up, or were killed: a statement waits for eight seconds
/// for a lock, and takes 50 s at most, 15 s where a person waits for it. Whoever asked tries again.
public final class PostgresServer implements Database {
    /// For a lock. Well below a lease, so that who waits for one behind another of ours still has its turn within it.
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /// Whoever tells that a node is alive, and what it holds, outwaits those who write for it.
    private static final int PULSE = 2;

    private static final int SILENT_SECONDS = 60;
    /// A statement ends on the server before the driver gives it up.
    private static final String LIMITS = " -c idle_in_transaction_session_timeout=10s -c statement_timeout=50s";
    /// For what may take as long as it takes.
    private static final String NO_LIMITS = " -c idle_in_transaction_session_timeout=0 -c statement_timeout=0";
    /// A node whose machine or network is gone says no goodbye. By what is usual the server would keep its
    /// connections for two hours and more, and what they hold open.
    private static final String GONE =
            " -c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
                    + " -c tcp_user_timeout=40000";

    private static final String READING =
            " -c idle_in_transaction_session_timeout=10s -c statement_timeout=15s -c default_transaction_read_only=on";
    /// All that is written is found by keys, a few rows at a time. A server that has not counted its tables yet, or
    /// remembers them empty, would read them whole.
    private static final String WRITING =
            LIMITS + " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
    /// As the server calls our connections.
    static final String APPLICATION = "tidings";

    private static final String SCHEMA = "schema";
    private static final Db.Dialect DIALECT = new Db.Dialect() {
        @Override
        public @Nullable Object plain(@Nullable Object value) {
            return switch (value) {
                case Instant instant -> instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
                // it keeps no NUL
                case String text -> text.replace('\0', '\ufffd');
                case Texts texts -> texts.toString();
                case Collection<?> ids -> ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
                case null, default -> value;
            };
        }

        @Override
        public boolean knowsNumbers() {
            return false;
        }
    };

    private final String url;
    private final Properties properties;
    private final String schema;
    private final Duration patience;

    private PostgresServer(String url, Properties properties, String schema, Duration patience) {
        this.url = url;
        this.properties = properties;
        this.schema = schema;
        this.patience = patience;
    }

    /// @throws IllegalArgumentException when it is none, with the reason
    public static PostgresServer of(String address) {
        return at(AddressForm.POSTGRESQL.read(address));
    }

    /// @param address of the form [AddressForm#POSTGRESQL]. Of what the driver can be told it says how to reach a
    ///                server and to trust it: other words have classes loaded and files read
    public static PostgresServer at(ServerAddress address) {
        Properties properties = new Properties();
        properties.putAll(address.parameters());
        String schema = properties.getProperty(SCHEMA, "tidings");
        properties.remove(SCHEMA);
        address.user().ifPresent(user -> properties.setProperty("user", user.value()));
        address.password().ifPresent(password -> properties.setProperty("password", password.value()));
        properties.setProperty("ApplicationName", APPLICATION);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("stringtype", "unspecified"); // the server knows the columns
        String database = PercentEncoding.encoded(address.path());
        return new PostgresServer(
                "jdbc:postgresql://%s/%s".formatted(address.host(), database), properties, schema, PATIENCE);
    }

    /// The same, waiting for locks for so long.
    PostgresServer waiting(Duration forLocks) {
        return new PostgresServer(url, properties, schema, forLocks);
    }

    Duration patience() {
        return patience;
    }

    String schema() {
        return schema;
    }

    /// Every commit is on the server's disk when it returns.
    @Override
    public Db writing() throws SQLException {
        return speaking(connect(WRITING, patience, SILENT_SECONDS));
    }

    /// What a person waits for takes less.
    @Override
    public Db reading() throws SQLException {
        return speaking(connect(READING, patience, 20));
    }

    @Override
    public Db probing() throws SQLException {
        Properties asked = asked(READING, patience, 3);
        asked.setProperty("connectTimeout", "3");
        asked.setProperty("loginTimeout", "3");
        return speaking(connect(asked));
    }

    /// By which a node says that it is alive and what it holds.
    Db pulse() throws SQLException {
        return speaking(connect(WRITING, patience.multipliedBy(PULSE), SILENT_SECONDS));
    }

    /// One that brings the schema further.
    Db migrating() throws SQLException {
        return speaking(arriving());
    }

    /// One that writes whole tables: the server is patient with it, and reads tables whole.
    Connection arriving() throws SQLException {
        return connect(NO_LIMITS, Duration.ZERO, 0);
    }

    Db speaking(Connection connection) {
        return new Db(connection, DIALECT);
    }

    Notes notes(String channel) throws SQLException {
        return new Notes(connect(WRITING, patience, SILENT_SECONDS), channel);
    }

    private Connection connect(String settings, Duration forLocks, int silentSeconds) throws SQLException {
        return connect(asked(settings, forLocks, silentSeconds));
    }

    /// @param silentSeconds so long a server may say nothing; for ever when it is 0
    private Properties asked(String settings, Duration forLocks, int silentSeconds) {
        Properties asked = new Properties();
        asked.setProperty(
                "options",
                "-c search_path=%s -c synchronous_commit=on -c lock_timeout=%d%s%s"
                        .formatted(schema, forLocks.toMillis(), GONE, settings));
        asked.setProperty("socketTimeout", String.valueOf(silentSeconds));
        return asked;
    }

    private Connection connect(Properties asked) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(asked);
        Connection connection = new Driver().connect(url, all);
        if (connection == null) throw new SQLException("not an address of a PostgreSQL server: " + this);
        return connection;
    }

    /// Without user and password.
    @Override
    public String toString() {
        return url.substring("jdbc:".length()) + " (schema " + schema + ")";
    }
}
