package dev.tidings.bus.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// Asks a Redis that may be gone. After a failure nobody is kept waiting for a while: the answer is the one for nothing
/// at once. That it went and that it is back is logged once each.
final class Contact implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Contact.class);
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final RedisServer server;
    private final RedisClient client;
    private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    Contact(RedisServer server) {
        this.server = server;
        this.client = server.client();
    }

    interface Question<T> {
        T ask(RedisClient client);
    }

    <T> T ask(Question<T> question, T otherwise) {
        if (System.nanoTime() - quietUntil.get() < 0) return otherwise;
        try {
            T answer = question.ask(client);
            well();
            return answer;
        } catch (JedisException failed) {
            unwell(failed);
            return otherwise;
        }
    }

    private void well() {
        if (trouble.getAndSet(Optional.empty()).isPresent()) LOG.info("{} is back", server);
    }

    private void unwell(JedisException failed) {
        quietUntil.set(System.nanoTime() + QUIET.toNanos());
        String why = why(failed);
        if (trouble.getAndSet(Optional.of(why)).isEmpty()) LOG.warn("{}", why);
    }

    private String why(JedisException failed) {
        String words = Optional.ofNullable(failed.getMessage()).orElse(failed.toString());
        return switch (failed) {
            case JedisConnectionException _ -> server + " cannot be reached: " + words;
            case JedisDataException _ when words.startsWith("WRONGTYPE") ->
                server + " has something else under the key of a stream: " + words;
            case JedisDataException _ -> server + " refuses: " + words;
            default -> server + " cannot be used: " + words;
        };
    }

    Optional<String> trouble() {
        return trouble.get();
    }

    @Override
    public void close() {
        client.close();
    }
}
