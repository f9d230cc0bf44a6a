package dev.tidings.bus.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/// A Redis: `redis://user:password@host:6379/0?prefix=tidings`, `rediss://` for TLS. Keys begin with the
/// prefix, so that several installations may share one.
final class RedisServer {
    private static final int CONNECTIONS = 4;
    private static final int TIMEOUT_MILLIS = 1000;
    private static final int PORT = 6379;
    private static final String FORM = "not redis://user:password@host:port/0?prefix=tidings";

    private final URI uri;
    private final String prefix;
    private final int database;

    private RedisServer(URI uri, String prefix, int database) {
        this.uri = uri;
        this.prefix = prefix;
        this.database = database;
    }

    /// @throws IllegalArgumentException when it is none, with the reason
    static RedisServer of(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException malformed) {
            // its message holds the address, and that a password
            throw new IllegalArgumentException(FORM);
        }
        if (uri.getHost() == null || !List.of("redis", "rediss").contains(uri.getScheme())) {
            throw new IllegalArgumentException(FORM);
        }
        if (uri.getRawUserInfo() != null && !uri.getRawUserInfo().contains(":")) {
            throw new IllegalArgumentException(
                    FORM + ": a password stands behind a colon, as in redis://:password@host");
        }
        return new RedisServer(uri, prefix(uri), database(uri));
    }

    private static int database(URI uri) {
        String path = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
        if (!path.matches("\\d{0,4}")) {
            throw new IllegalArgumentException("a database of Redis has a number, not \"" + path + '"');
        }
        return path.isEmpty() ? 0 : Integer.parseInt(path);
    }

    private static String prefix(URI uri) {
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("prefix=tidings");
        String prefix = query.replaceFirst("^prefix=", "");
        if (!query.startsWith("prefix=")) {
            throw new IllegalArgumentException("\"%s\" is not prefix=…".formatted(query.split("=", 2)[0]));
        }
        if (!prefix.matches("[A-Za-z0-9_.-]{1,50}")) {
            throw new IllegalArgumentException("a prefix is letters, digits, _, . and -, not \"" + prefix + '"');
        }
        return prefix;
    }

    /// Nothing is opened before something is asked.
    RedisClient client() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(Duration.ofMillis(TIMEOUT_MILLIS));
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(TIMEOUT_MILLIS)
                .socketTimeoutMillis(TIMEOUT_MILLIS)
                .blockingSocketTimeoutMillis(4 * TIMEOUT_MILLIS)
                .database(database)
                .clientName("tidings")
                .ssl("rediss".equals(uri.getScheme()));
        signIn(config);
        return RedisClient.builder()
                .hostAndPort(uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort())
                .clientConfig(config.build())
                .poolConfig(pool)
                .build();
    }

    private void signIn(DefaultJedisClientConfig.Builder config) {
        if (uri.getRawUserInfo() == null) return;
        String[] parts = uri.getRawUserInfo().split(":", 2);
        if (!parts[0].isEmpty()) config.user(decoded(parts[0]));
        if (parts.length > 1) config.password(decoded(parts[1]));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// A name below the prefix.
    String key(String name) {
        return prefix + ":" + name;
    }

    /// Without the password.
    @Override
    public String toString() {
        return "%s://%s:%d/%d"
                .formatted(uri.getScheme(), uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort(), database);
    }
}
