package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Database;
import dev.tidings.store.jdbc.Db;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
/// for a lock and takes 50 s at most. Whoever asked tries again.
public final class PostgresServer implements Database {
    /// For a lock. Well below a lease, so that who waits for one behind another of ours still has its turn within it.
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /// Whoever tells that a node is alive, and what it holds, outwaits those who write for it.
    private static final int PULSE = 2;

    /// A statement ends on the server before the driver gives it up.
    private static final String LIMITS = " -c idle_in_transaction_session_timeout=10s -c statement_timeout=50s";
    /// For what may take as long as it takes.
    private static final String NO_LIMITS = " -c idle_in_transaction_session_timeout=0 -c statement_timeout=0";
    /// A node whose machine or network is gone says no goodbye. By what is usual the server would keep its
    /// connections for two hours and more, and what they hold open.
    private static final String GONE =
            " -c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
                    + " -c tcp_user_timeout=40000";

    private static final String READING = " -c default_transaction_read_only=on";
    /// All that is written is found by keys, a few rows at a time. A server that has not counted its tables yet, or
    /// remembers them empty, would read them whole.
    private static final String WRITING = " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
    /// As the server calls our connections.
    static final String APPLICATION = "tidings";

    private static final String SCHEMA = "schema";
    private static final List<String> KNOWN = List.of(SCHEMA, "sslmode", "sslrootcert", "sslcert", "sslkey");
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
        URI uri = URI.create(address);
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("not postgresql://user:password@host:port/database");
        }
        Properties properties = asked(uri);
        if (uri.getRawUserInfo() != null) {
            String[] parts = uri.getRawUserInfo().split(":", 2);
            properties.setProperty("user", decoded(parts[0]));
            if (parts.length > 1) properties.setProperty("password", decoded(parts[1]));
        }
        String schema = properties.getProperty(SCHEMA, "tidings");
        properties.remove(SCHEMA);
        if (!schema.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("a schema's name is small letters, digits and _, not \"" + schema + '"');
        }
        properties.setProperty("ApplicationName", APPLICATION);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("stringtype", "unspecified"); // the server knows the columns
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new PostgresServer(
                "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), port, uri.getRawPath()),
                properties,
                schema,
                PATIENCE);
    }

    /// The same, waiting for locks for so long.
    PostgresServer waiting(Duration forLocks) {
        return new PostgresServer(url, properties, schema, forLocks);
    }

    Duration patience() {
        return patience;
    }

    /// Of what the driver can be told, what says how to reach a server and to trust it: other words have classes loaded
    /// and files read.
    private static Properties asked(URI uri) {
        Properties asked = new Properties();
        for (String each : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            String[] parts = each.split("=", 2);
            if (each.isEmpty()) continue;
            if (!KNOWN.contains(parts[0]) || parts.length < 2) {
                throw new IllegalArgumentException("\"%s\" is not one of %s".formatted(parts[0], KNOWN));
            }
            asked.setProperty(parts[0], decoded(parts[1]));
        }
        return asked;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String schema() {
        return schema;
    }

    @Override
    public Db writing() throws SQLException {
        return open(false);
    }

    @Override
    public Db reading() throws SQLException {
        return open(true);
    }

    /// By which a node says that it is alive and what it holds.
    Db pulse() throws SQLException {
        return speaking(connect(LIMITS + WRITING, patience.multipliedBy(PULSE)));
    }

    /// Every commit is on the server's disk when it returns.
    private Db open(boolean readOnly) throws SQLException {
        return speaking(connect(LIMITS + (readOnly ? READING : WRITING), patience));
    }

    /// One that brings the schema further.
    Db migrating() throws SQLException {
        return speaking(arriving());
    }

    /// One that writes whole tables: the server is patient with it, and reads tables whole.
    Connection arriving() throws SQLException {
        Properties patient = new Properties();
        patient.setProperty("socketTimeout", "0");
        patient.setProperty("options", options(NO_LIMITS, Duration.ZERO));
        return connect(patient);
    }

    Db speaking(Connection connection) {
        return new Db(connection, DIALECT);
    }

    Notes notes(String channel) throws SQLException {
        return new Notes(connect(LIMITS + WRITING, patience), channel);
    }

    private Connection connect(String settings, Duration forLocks) throws SQLException {
        Properties asked = new Properties();
        asked.setProperty("options", options(settings, forLocks));
        return connect(asked);
    }

    private Connection connect(Properties asked) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(asked);
        Connection connection = new Driver().connect(url, all);
        if (connection == null) throw new SQLException("not an address of a PostgreSQL server: " + url);
        return connection;
    }

    private String options(String settings, Duration forLocks) {
        return "-c search_path=%s -c synchronous_commit=on -c lock_timeout=%d%s%s"
                .formatted(schema, forLocks.toMillis(), GONE, settings);
    }

    /// Without the password.
    @Override
    public String toString() {
        return url + " (schema " + schema + ")";
    }
}
