package dev.tidings.bus.redis;

import dev.tidings.notification.AddressForm;
import dev.tidings.notification.ServerAddress;
import java.time.Duration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/// A Redis: `redis://user:password@host:6379/0?prefix=tidings`, `rediss://` for TLS. Keys begin with the
/// prefix, so that several installations may share one.
///
/// @param address of the form [AddressForm#REDIS]
record RedisServer(ServerAddress address) {
    private static final int CONNECTIONS = 4;
    private static final int TIMEOUT_MILLIS = 1000;

    /// @throws IllegalArgumentException when it is none, with the reason
    static RedisServer of(String address) {
        return new RedisServer(AddressForm.REDIS.read(address));
    }

    private int database() {
        return address.path().isEmpty() ? 0 : Integer.parseInt(address.path());
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
                .database(database())
                .clientName("tidings")
                .ssl(address.scheme().equals("rediss"));
        address.user().ifPresent(user -> config.user(user.value()));
        address.password().ifPresent(password -> config.password(password.value()));
        return RedisClient.builder()
                .hostAndPort(address.host().name(), address.host().port())
                .clientConfig(config.build())
                .poolConfig(pool)
                .build();
    }

    /// A name below the prefix.
    String key(String name) {
        return address.parameter("prefix").orElse("tidings") + ":" + name;
    }

    /// Without user and password.
    @Override
    public String toString() {
        return "%s://%s/%d".formatted(address.scheme(), address.host(), database());
    }
}
