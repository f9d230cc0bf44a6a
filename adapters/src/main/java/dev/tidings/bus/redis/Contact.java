package dev.tidings.bus.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

/// Asks a Redis that may be gone. After a failure nobody is kept waiting for a while: the answer is the one for nothing
/// at once. What it refuses of one matter (a key that is something else, no memory for more) keeps nobody from others.
final class Contact implements AutoCloseable {
    /// How a server begins that answers, and does nothing for anybody.
    private static final List<String> OF_THE_SERVER =
            List.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "NOAUTH", "WRONGPASS", "ERR max number of clients");

    private final RedisServer server;
    private final RedisClient client;
    private final Trouble away = new Trouble();
    private final Map<String, Trouble> refused = new ConcurrentSkipListMap<>();

    Contact(RedisServer server) {
        this.server = server;
        this.client = server.client();
    }

    interface Question<T> {
        T ask(RedisClient client);
    }

    /// @param matter what it is asked for, for people: `putting into tidings:road:main`
    <T> T ask(String matter, Question<T> question, T otherwise) {
        Trouble own = refused.computeIfAbsent(matter, _ -> new Trouble());
        if (away.isFresh() || own.isFresh()) return otherwise;
        try {
            T answer = question.ask(client);
            away.isOver(server + " is back");
            own.isOver(server + ": " + matter + " works again");
            return answer;
        } catch (RuntimeException failed) {
            tell(own, matter, failed);
            return otherwise;
        }
    }

    private void tell(Trouble own, String matter, RuntimeException failed) {
        String words = words(failed);
        if (failed instanceof NumberFormatException) {
            // ids of streams are numbers without a sign, of which the client reads half
            own.is(
                    "%s: %s fails: an id there is above 2^63, which cannot be read; whoever writes has to give smaller ones"
                            .formatted(server, matter));
        } else if (!(failed instanceof JedisDataException)) {
            away.is(server + " cannot be reached: " + words);
            client.getPool().clear(); // the other connections are of the same age
        } else if (OF_THE_SERVER.stream().anyMatch(words::startsWith)) {
            away.is(server + " refuses: " + words);
        } else if (words.startsWith("WRONGTYPE")) {
            own.is("%s: %s fails, there is something else under that key: %s".formatted(server, matter, words));
        } else {
            own.is("%s: %s fails: %s".formatted(server, matter, words));
        }
    }

    /// What is behind it says more than that a pool has nothing to give.
    private static String words(Throwable failed) {
        Throwable behind = failed;
        while (behind.getCause() != null) behind = behind.getCause();
        return Optional.ofNullable(behind.getMessage()).orElse(behind.toString());
    }

    Optional<String> trouble() {
        return away.why()
                .or(() -> refused.values().stream()
                        .flatMap(each -> each.why().stream())
                        .findFirst());
    }

    @Override
    public void close() {
        client.close();
    }
}
