package dev.tidings.bus.redis;

import dev.tidings.bus.Wires.Ear;
import dev.tidings.bus.Wires.Incoming;
import dev.tidings.bus.Wires.Listening;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/// Hears one stream, one event after the other. An event that cannot be stored is tried again until it can, ever more
/// slowly, and those behind it wait; where this process ends meanwhile, another hears it.
final class RedisListening implements Listening {
    private static final Logger LOG = LoggerFactory.getLogger(RedisListening.class);
    private static final int BLOCK_MILLIS = 1000;
    private static final int AT_ONCE = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GONE = Duration.ofDays(1);
    private static final char UNREADABLE = '\uFFFD';
    private static final List<String> IDS = List.of("id", "ce_id", "ce-id");

    private final Contact contact;
    private final Stream stream;
    private final Ear ear;
    private final Duration again;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> unheard = Optional.empty();
    private @Nullable StreamEntryID reached;
    private long nextSweep = System.nanoTime();

    RedisListening(RedisServer server, Stream stream, Ear ear, Duration again) {
        this.contact = new Contact(server);
        this.stream = stream;
        this.ear = ear;
        this.again = again;
        this.thread = Thread.ofVirtual().name("ear of " + stream.key()).start(this::listen);
    }

    private void listen() {
        try {
            while (closing.getCount() > 0) {
                List<StreamEntry> entries = contact.ask("hearing " + stream.key(), this::next, List.of());
                for (@Nullable StreamEntry each : entries) {
                    if (each != null && each.getID() != null) hear(each);
                }
                if (contact.trouble().isPresent()) pause(FIRST_PAUSE);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private List<StreamEntry> next(RedisClient client) {
        StreamEntryID place = place(client);
        try {
            List<StreamEntry> left = isTimeToSweep() ? sweep(client) : List.of();
            return left.isEmpty() ? unread(client) : left;
        } catch (JedisDataException refused) {
            if (!Stream.isMissing(refused)) throw refused;
            // What came in before is not for us, and what came in since it vanished is.
            stream.makeAgain(client, place);
            return List.of();
        }
    }

    private StreamEntryID place(RedisClient client) {
        StreamEntryID known = reached;
        if (known != null) return known;
        stream.make(client, StreamEntryID.XGROUP_LAST_ENTRY);
        StreamEntryID found = stream.reached(client);
        reached = found;
        return found;
    }

    private List<StreamEntry> unread(RedisClient client) {
        List<StreamEntry> unread = stream.read(
                client, XReadGroupParams.xReadGroupParams().count(AT_ONCE).block(BLOCK_MILLIS));
        if (!unread.isEmpty()) reached = unread.getLast().getID();
        return unread;
    }

    private boolean isTimeToSweep() {
        long now = System.nanoTime();
        if (now - nextSweep < 0) return false;
        nextSweep = now + again.dividedBy(3).toNanos();
        return true;
    }

    private List<StreamEntry> sweep(RedisClient client) {
        stream.strikeOff(client, GONE.toMillis());
        return stream.takeOver(client, again.toMillis(), AT_ONCE);
    }

    private void hear(StreamEntry entry) throws InterruptedException {
        Incoming event = new Incoming(id(entry));
        Duration pause = FIRST_PAUSE;
        while (closing.getCount() > 0) {
            try {
                ear.hear(event);
                unheard = Optional.empty();
                acknowledge(entry);
                return;
            } catch (RuntimeException | Error failed) {
                tell(entry, failed);
                pause(pause);
                pause = longer(pause);
            }
        }
    }

    /// Where that fails, the event comes again, and is known then.
    private void acknowledge(StreamEntry entry) {
        contact.ask(
                "acknowledging in " + stream.key(),
                client -> client.xack(stream.key(), stream.group(), entry.getID()),
                0L);
    }

    private void tell(StreamEntry entry, Throwable failed) {
        String why = "event %s of %s cannot be stored: %s".formatted(entry.getID(), stream.key(), failed.getMessage());
        if (unheard.isEmpty()) LOG.warn("{}; it is tried again until it can", why, failed);
        unheard = Optional.of(why);
    }

    private static Duration longer(Duration pause) {
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    /// What is no UTF-8 has lost what it is told from others by: then the entry's place is its name.
    private static String id(StreamEntry entry) {
        Map<String, String> fields = Optional.ofNullable(entry.getFields()).orElse(Map.of());
        return IDS.stream()
                .map(fields::get)
                .filter(each -> each != null && !each.isBlank() && each.indexOf(UNREADABLE) < 0)
                .findFirst()
                .orElse(entry.getID().toString());
    }

    private void pause(Duration pause) throws InterruptedException {
        closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Optional<String> trouble() {
        return contact.trouble().or(() -> unheard);
    }

    /// Under which its listener's place is kept.
    String group() {
        return stream.group();
    }

    boolean isClosed() {
        return closing.getCount() == 0;
    }

    @Override
    public void stop() {
        closing.countDown();
    }

    /// What is being heard is heard to its end.
    @Override
    public void close() {
        stop();
        try {
            thread.join(Duration.ofMillis(3L * BLOCK_MILLIS));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        contact.close();
    }
}
