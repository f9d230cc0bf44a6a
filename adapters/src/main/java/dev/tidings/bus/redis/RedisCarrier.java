package dev.tidings.bus.redis;

import dev.tidings.bus.Carrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.StreamPendingEntry;

/// A stream for each road, read by one group of all nodes. An entry is one `send_email_job`; it is deleted when it is
/// acknowledged, so a stream's length is what is under way.
final class RedisCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCarrier.class);
    private static final String GROUP = "nodes";
    private static final String TYPE = "type";
    private static final String JOB = "send_email_job";
    private static final String DELIVERY = "delivery";
    /// Given out so often and never acknowledged, an entry is of no use; the ledger knows what it was for.
    private static final int GIVEN_OUT_MAX = 5;
    private static final int LYING_MAX = 1000;
    /// No more than a socket takes at once: writing knows no timeout.
    private static final int AT_ONCE = 500;
    /// A road on which nothing was put for so long may be no more.
    private static final int FORGOTTEN_SECONDS = 86_400;

    private final RedisServer server;
    private final Contact contact;
    private final String node;
    private final Bounds bounds;
    private final Map<String, Road> roads = new ConcurrentHashMap<>();

    /// @param depth so many may be under way on a road
    /// @param again what was not acknowledged for so long comes again
    /// @param gone  a consumer without a word for so long is struck off
    record Bounds(int depth, Duration again, Duration gone) {
        static final Bounds USUAL = new Bounds(20_000, Duration.ofSeconds(30), Duration.ofHours(1));
    }

    private static final class Road {
        private final Stream stream;
        private final AtomicLong nextSweep;
        private final AtomicBoolean toldStrange = new AtomicBoolean();

        private Road(Stream stream, long nextSweep) {
            this.stream = stream;
            this.nextSweep = new AtomicLong(nextSweep);
        }

        /// Once: who writes one writes many. Whatever is in it is a stranger's, and not for the log.
        private void tellStrange(StreamEntryID entry) {
            if (toldStrange.getAndSet(true)) return;
            LOG.warn("{} holds what is no {}, as entry {}; it is dropped, as others will be", stream.key(), JOB, entry);
        }
    }

    /// @param node this process, told from all others
    RedisCarrier(RedisServer server, Contact contact, String node, Bounds bounds) {
        this.server = server;
        this.contact = contact;
        this.node = node;
        this.bounds = bounds;
    }

    private Road road(String name) {
        return roads.computeIfAbsent(
                name, each -> new Road(new Stream(server.key("road:" + each), GROUP, node), System.nanoTime()));
    }

    @Override
    public void put(String road, List<Long> deliveries) {
        if (deliveries.isEmpty()) return;
        String key = road(road).stream.key();
        contact.ask(
                "putting into " + key,
                client -> {
                    int room = (int) Math.clamp(bounds.depth - client.xlen(key), 0, deliveries.size());
                    for (int from = 0; from < room; from += AT_ONCE) {
                        add(client, key, deliveries.subList(from, Math.min(room, from + AT_ONCE)));
                    }
                    return true;
                },
                false);
    }

    private static void add(RedisClient client, String key, List<Long> deliveries) {
        try (Pipeline pipeline = client.pipelined()) {
            deliveries.forEach(each ->
                    pipeline.xadd(key, XAddParams.xAddParams(), Map.of(TYPE, JOB, DELIVERY, Long.toString(each))));
            pipeline.expire(key, FORGOTTEN_SECONDS);
            answered(pipeline);
        }
    }

    /// Of what is sent together, each may be refused by itself.
    private static void answered(Pipeline pipeline) {
        for (@Nullable Object each : pipeline.syncAndReturnAll()) {
            if (each instanceof JedisDataException refused) throw refused;
        }
    }

    @Override
    public Handful take(String name, int most) {
        if (most <= 0) return Handful.NONE;
        Road road = road(name);
        return contact.ask(
                "taking from " + road.stream.key(), client -> handful(road, entries(client, road, most)), Handful.NONE);
    }

    private List<StreamEntry> entries(RedisClient client, Road road, int most) {
        try {
            List<StreamEntry> left = isTimeToSweep(road) ? sweep(client, road.stream, most) : List.of();
            if (left.isEmpty()) return unread(client, road, most);
            road.nextSweep.set(System.nanoTime()); // there may be more of it
            return left;
        } catch (JedisDataException refused) {
            if (!Stream.isMissing(refused)) throw refused;
            road.stream.make(client, Stream.BEGINNING);
            return unread(client, road, most);
        }
    }

    private static List<StreamEntry> unread(RedisClient client, Road road, int most) {
        return road.stream.read(client, XReadGroupParams.xReadGroupParams().count(most));
    }

    private boolean isTimeToSweep(Road road) {
        long now = System.nanoTime();
        long next = road.nextSweep.get();
        return now - next >= 0
                && road.nextSweep.compareAndSet(
                        next, now + bounds.again.dividedBy(3).toNanos());
    }

    /// What others were given and never acknowledged.
    private List<StreamEntry> sweep(RedisClient client, Stream stream, int most) {
        List<StreamEntryID> useless = stream.lying(client, bounds.again.toMillis(), LYING_MAX).stream()
                .filter(each -> each.getDeliveredTimes() >= GIVEN_OUT_MAX)
                .map(StreamPendingEntry::getID)
                .toList();
        if (!useless.isEmpty()) {
            LOG.warn("{} entries of {} were never acknowledged and leave", useless.size(), stream.key());
            leave(client, stream, useless);
        }
        stream.strikeOff(client, bounds.gone.toMillis());
        return stream.takeOver(client, bounds.again.toMillis(), most);
    }

    private Handful handful(Road road, List<StreamEntry> entries) {
        List<Long> deliveries = new ArrayList<>(entries.size());
        List<StreamEntryID> ids = new ArrayList<>(entries.size());
        for (@Nullable StreamEntry each : entries) {
            // Redis 6 tells of entries that are no more as nothing
            if (each == null || each.getID() == null) continue;
            ids.add(each.getID());
            OptionalLong delivery = delivery(each);
            if (delivery.isPresent()) deliveries.add(delivery.getAsLong());
            else road.tellStrange(each.getID());
        }
        if (deliveries.isEmpty()) {
            acknowledge(road.stream, ids);
            return Handful.NONE;
        }
        return new Handful(deliveries, () -> acknowledge(road.stream, ids));
    }

    private static OptionalLong delivery(StreamEntry entry) {
        String text = Optional.ofNullable(entry.getFields())
                .map(fields -> fields.get(DELIVERY))
                .orElse("");
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private void acknowledge(Stream stream, List<StreamEntryID> ids) {
        if (ids.isEmpty()) return;
        contact.ask(
                "acknowledging in " + stream.key(),
                client -> {
                    leave(client, stream, ids);
                    return true;
                },
                false);
    }

    /// Where only the first of the two comes about (a replica takes over in between), an entry is missed and struck off
    /// by whoever sweeps. The other way round it would lie there for good.
    private static void leave(RedisClient client, Stream stream, List<StreamEntryID> ids) {
        StreamEntryID[] all = ids.toArray(StreamEntryID[]::new);
        try (Pipeline pipeline = client.pipelined()) {
            pipeline.xdel(stream.key(), all);
            pipeline.xack(stream.key(), stream.group(), all);
            answered(pipeline);
        }
    }

    @Override
    public Standing standing() {
        Map<String, Long> depth = contact.ask("counting", this::depth, Map.of());
        return new Standing("redis", contact.trouble(), depth);
    }

    private Map<String, Long> depth(RedisClient client) {
        Map<String, Response<Long>> asked = new HashMap<>();
        try (Pipeline pipeline = client.pipelined()) {
            roads.forEach((name, road) -> asked.put(name, pipeline.xlen(road.stream.key())));
            pipeline.sync();
        }
        Map<String, Long> depth = new HashMap<>();
        asked.forEach((name, length) -> known(length).ifPresent(each -> depth.put(name, each)));
        return depth;
    }

    /// What is no stream has no length; whoever puts or takes tells of it.
    private static OptionalLong known(Response<Long> length) {
        try {
            return OptionalLong.of(length.get());
        } catch (JedisDataException refused) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        // the contact is closed by whoever opened it
    }
}
