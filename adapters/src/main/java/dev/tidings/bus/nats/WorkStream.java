package dev.tidings.bus.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfoOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stream that carries, with a consumer for each road. Made where they are missing; one that is there already is
/// left as it is, and told of where it is not what was asked for.
final class WorkStream {
    static final JetStreamOptions PROMPT =
            JetStreamOptions.builder().requestTimeout(Line.PATIENCE).build();
    /// The last time a message comes: whoever takes it then need not acknowledge it.
    static final int DELIVERIES_MAX = 5;

    private static final Logger LOG = LoggerFactory.getLogger(WorkStream.class);
    /// What nobody has taken until then the ledger has found long ago.
    private static final Duration AGE_MAX = Duration.ofHours(1);
    private static final int UNDER_WAY_MAX = 100_000;

    private final Names names;
    private final Limits limits;
    private final ReentrantLock making = new ReentrantLock();
    private final Set<String> consumers = new HashSet<>();
    private final Set<String> roads = ConcurrentHashMap.newKeySet();
    private volatile boolean isThere;
    private String told = "";

    /// @param perRoad how many messages of a road may lie there
    /// @param ackWait after which a message that was taken comes again
    record Limits(int perRoad, Duration ackWait) {
        static final Limits USUAL = new Limits(20_000, Duration.ofSeconds(30));
    }

    WorkStream(Names names, Limits limits) {
        this.names = names;
        this.limits = limits;
    }

    /// Makes the stream where it is not known to be there, for somebody who puts.
    ///
    /// @return whether it is there; not while somebody else is still making it after a second
    boolean takesFor(Connection connection, String road) throws IOException, JetStreamApiException {
        roads.add(road);
        return isThere(connection);
    }

    private boolean isThere(Connection connection) throws IOException, JetStreamApiException {
        return isThere || made(() -> makeStream(connection.jetStreamManagement(PROMPT)));
    }

    /// Makes stream and consumer where they are not known to be there, for somebody who takes.
    boolean givesFor(Connection connection, String road) throws IOException, JetStreamApiException {
        roads.add(road);
        String consumer = names.consumer(road);
        synchronized (consumers) {
            if (consumers.contains(consumer)) return true;
        }
        return made(() -> {
            JetStreamManagement management = connection.jetStreamManagement(PROMPT);
            makeStream(management);
            management.addOrUpdateConsumer(names.stream(), consumer(road));
            synchronized (consumers) {
                consumers.add(consumer);
            }
        });
    }

    /// Somebody did not find what should have been there.
    void doubt() {
        synchronized (consumers) {
            consumers.clear();
        }
        isThere = false;
    }

    private interface Making {
        void run() throws IOException, JetStreamApiException;
    }

    private boolean made(Making what) throws IOException, JetStreamApiException {
        try {
            if (!making.tryLock(Line.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            what.run();
            return true;
        } finally {
            making.unlock();
        }
    }

    private void makeStream(JetStreamManagement management) throws IOException, JetStreamApiException {
        if (isThere) return;
        StreamConfiguration wanted = stream();
        try {
            tell(differences(wanted, management.getStreamInfo(wanted.getName()).getConfiguration()));
        } catch (JetStreamApiException refused) {
            if (!Reason.isMissing(refused)) throw refused;
            tell(differences(wanted, management.addStream(wanted).getConfiguration()));
        }
        isThere = true;
    }

    private StreamConfiguration stream() {
        return StreamConfiguration.builder()
                .name(names.stream())
                .description("Ids of Tidings' deliveries. Losing them costs seconds, no mail")
                .subjects(names.everyRoad())
                .retentionPolicy(RetentionPolicy.WorkQueue)
                .storageType(StorageType.File)
                .discardPolicy(DiscardPolicy.New)
                .maxMessagesPerSubject(limits.perRoad())
                .discardNewPerSubject(true)
                .maxAge(AGE_MAX)
                .build();
    }

    private ConsumerConfiguration consumer(String road) {
        return ConsumerConfiguration.builder()
                .durable(names.consumer(road))
                .filterSubject(names.subject(road))
                .deliverPolicy(DeliverPolicy.All)
                .ackPolicy(AckPolicy.Explicit)
                .ackWait(limits.ackWait())
                .maxDeliver(DELIVERIES_MAX)
                .maxAckPending(UNDER_WAY_MAX)
                .build();
    }

    /// What a server does not know it leaves out without a word.
    private static List<String> differences(StreamConfiguration wanted, StreamConfiguration there) {
        List<String> all = new ArrayList<>();
        differ(all, "subjects", wanted.getSubjects(), there.getSubjects());
        differ(all, "retention", wanted.getRetentionPolicy(), there.getRetentionPolicy());
        differ(all, "storage", wanted.getStorageType(), there.getStorageType());
        differ(all, "discard", wanted.getDiscardPolicy(), there.getDiscardPolicy());
        differ(all, "max-msgs-per-subject", wanted.getMaxMsgsPerSubject(), there.getMaxMsgsPerSubject());
        differ(all, "discard-per-subject", wanted.isDiscardNewPerSubject(), there.isDiscardNewPerSubject());
        differ(all, "max-age", wanted.getMaxAge(), there.getMaxAge());
        return all;
    }

    private static void differ(List<String> all, String what, Object wanted, Object there) {
        if (!wanted.equals(there)) all.add("%s is %s, not %s".formatted(what, there, wanted));
    }

    private void tell(List<String> differences) {
        String all = String.join("; ", differences);
        if (!all.isEmpty() && !all.equals(told)) {
            LOG.warn("stream {} is left as it is, but not as it should be: {}", names.stream(), all);
        }
        told = all;
    }

    /// How many messages of each road lie there; of roads without any, those that were spoken of.
    Map<String, Long> depth(Connection connection) throws IOException, JetStreamApiException {
        Map<String, Long> depth = new TreeMap<>();
        if (!isThere(connection)) return depth;
        roads.forEach(road -> depth.put(road, 0L));
        connection
                .jetStreamManagement(PROMPT)
                .getStreamInfo(names.stream(), StreamInfoOptions.filterSubjects(names.everyRoad()))
                .getStreamState()
                .getSubjectMap()
                .forEach((subject, count) -> depth.put(names.road(subject), count));
        return depth;
    }
}
