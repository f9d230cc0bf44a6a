package dev.tidings.source.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.tidings.notification.Secret;
import dev.tidings.notification.SourceSpec.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;

/// Connections that can only read.
sealed interface Connections extends AutoCloseable {
    Connection open() throws SQLException;

    @Override
    void close();

    /// @param root what a file's path is relative to
    static Connections of(Database database, DatabaseUrl url, Path root) throws SQLException {
        return switch (url) {
            case DatabaseUrl.File file ->
                new OfFile(root.resolve(file.path()), database.limits().timeout());
            case DatabaseUrl.Server server -> new OfServer(pool(database, server));
        };
    }

    /// An SQLite file: opened read-only, nothing else can be attached, no extension loaded.
    record OfFile(Path path, Duration timeout) implements Connections {
        @Override
        public Connection open() throws SQLException {
            if (!Files.isRegularFile(path)) throw new SQLException("there is no file " + path);
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.setBusyTimeout((int) timeout.toMillis());
            config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
            config.enableLoadExtension(false);
            try {
                return config.createConnection("jdbc:sqlite:" + path.toRealPath());
            } catch (IOException unreadable) {
                throw new SQLException("cannot read " + path, unreadable);
            }
        }

        @Override
        public void close() {}
    }

    /// A few connections to a server, made when they are first asked for: then it says at once what is wrong.
    final class OfServer implements Connections {
        private final HikariConfig config;
        private final ReentrantLock opening = new ReentrantLock();
        private @Nullable HikariDataSource pool;

        private OfServer(HikariConfig config) {
            this.config = config;
        }

        @Override
        public Connection open() throws SQLException {
            return pool().getConnection();
        }

        private HikariDataSource pool() throws SQLException {
            opening.lock();
            try {
                if (pool == null) pool = new HikariDataSource(config);
                return pool;
            } catch (HikariPool.PoolInitializationException failure) {
                throw failure.getCause() instanceof SQLException cause ? cause : new SQLException(failure);
            } finally {
                opening.unlock();
            }
        }

        @Override
        public void close() {
            opening.lock();
            try {
                if (pool != null) pool.close();
            } finally {
                opening.unlock();
            }
        }
    }

    private static HikariConfig pool(Database database, DatabaseUrl.Server server) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("source-" + database.name());
        config.setDataSource(dataSource(database, server));
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.clamp(database.limits().timeout().toMillis(), 250, 5_000));
        config.setInitializationFailTimeout(1);
        config.setAutoCommit(false);
        config.setReadOnly(true);
        if (server.dialect() == Dialect.MARIADB) config.setConnectionInitSql("set time_zone = '+00:00'");
        return config;
    }

    private static DataSource dataSource(Database database, DatabaseUrl.Server server) throws SQLException {
        int connectSeconds = 5;
        int silentSeconds = (int) database.limits().timeout().toSeconds() + 10; // after the watch has had its chance
        String password = database.password().map(Secret::value).orElse("");
        if (server.dialect() == Dialect.POSTGRESQL) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {server.host()});
            source.setPortNumbers(new int[] {server.port()});
            source.setDatabaseName(server.database());
            database.user().ifPresent(source::setUser);
            source.setPassword(password);
            source.setSslMode(server.tls().orElse(DatabaseUrl.Tls.PREFER).word());
            source.setConnectTimeout(connectSeconds);
            source.setSocketTimeout(silentSeconds);
            source.setApplicationName("tidings");
            source.setStringType("unspecified"); // text of a CSV file may stand for a number
            return source;
        }
        MariaDbDataSource source = new MariaDbDataSource(
                "jdbc:mariadb://%s:%d/%s?sslMode=%s&connectTimeout=%d&socketTimeout=%d&allowLocalInfile=false&allowMultiQueries=false"
                        .formatted(
                                server.host(),
                                server.port(),
                                server.database(),
                                mariadbTls(server),
                                connectSeconds * 1_000,
                                silentSeconds * 1_000));
        if (database.user().isPresent()) source.setUser(database.user().get());
        source.setPassword(password);
        return source;
    }

    private static String mariadbTls(DatabaseUrl.Server server) {
        return switch (server.tls().orElse(DatabaseUrl.Tls.DISABLE)) {
            case DISABLE, PREFER -> "disable"; // its driver knows no "where possible"
            case REQUIRE -> "trust";
            case VERIFY_CA -> "verify-ca";
            case VERIFY_FULL -> "verify-full";
        };
    }
}
