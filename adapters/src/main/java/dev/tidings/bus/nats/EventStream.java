package dev.tidings.bus.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stream that has a subject, and a listener's durable consumer there. A consumer that is missing begins with what
/// comes from now on, or where this one had been.
final class EventStream {
    private static final Duration ACK_WAIT = Duration.ofSeconds(30);
    /// What lies there without an acknowledgement, schedules of a work queue and what was not taken, keeps nobody else
    /// waiting; by what is usual a thousand of them would.
    private static final int UNDER_WAY_MAX = 100_000;

    private final Names names;
    private final String listener;
    private final String subject;
    private @Nullable Place heard;
    private boolean keepsWhatIsAcknowledged;

    /// Which stream, of those that had that name, and how far.
    private record Place(String stream, ZonedDateTime created, long sequence) {}

    EventStream(Names names, String listener, String subject) {
        this.names = names;
        this.listener = listener;
        this.subject = subject;
    }

    String consumer() {
        return names.consumer(listener, subject);
    }

    /// Streams of which some subject is among those that are listened for.
    List<String> streams(Connection connection) throws IOException, JetStreamApiException {
        return connection.jetStreamManagement(WorkStream.PROMPT).getStreamNames(subject).stream()
                .filter(name -> !name.equals(names.stream()))
                .sorted()
                .toList();
    }

    /// Makes the consumer where there is none.
    void open(Connection connection, String stream) throws IOException, JetStreamApiException {
        JetStreamManagement management = connection.jetStreamManagement(WorkStream.PROMPT);
        StreamInfo there = management.getStreamInfo(stream);
        keepsWhatIsAcknowledged = there.getConfiguration().getRetentionPolicy() == RetentionPolicy.Limits;
        try {
            widen(
                    management,
                    stream,
                    management.getConsumerInfo(stream, consumer()).getConsumerConfiguration());
        } catch (JetStreamApiException refused) {
            if (!Reason.isMissing(refused)) throw refused;
            management.addOrUpdateConsumer(stream, consumer(there));
        }
        if (reached(there).isEmpty()) heard = new Place(stream, there.getCreateTime(), 0);
    }

    /// One that was made by an older program, or by hand.
    private static void widen(JetStreamManagement management, String stream, ConsumerConfiguration there)
            throws IOException, JetStreamApiException {
        if (there.getMaxAckPending() >= UNDER_WAY_MAX) return;
        management.addOrUpdateConsumer(
                stream,
                ConsumerConfiguration.builder(there)
                        .maxAckPending(UNDER_WAY_MAX)
                        .build());
    }

    /// Whether a message stays there though it is acknowledged, as it does unless the stream is a queue.
    boolean keepsWhatIsAcknowledged() {
        return keepsWhatIsAcknowledged;
    }

    private Optional<Place> reached(StreamInfo there) {
        return Optional.ofNullable(heard)
                .filter(place -> place.stream().equals(there.getConfiguration().getName()))
                .filter(place -> place.created().equals(there.getCreateTime()));
    }

    void reached(long sequence) {
        Place place = heard;
        if (place != null && sequence > place.sequence()) {
            heard = new Place(place.stream(), place.created(), sequence);
        }
    }

    private ConsumerConfiguration consumer(StreamInfo there) {
        ConsumerConfiguration.Builder consumer = ConsumerConfiguration.builder()
                .durable(consumer())
                .description("Tidings: " + listener)
                .filterSubject(subject)
                .ackPolicy(AckPolicy.Explicit)
                .ackWait(ACK_WAIT)
                .maxDeliver(-1)
                .maxAckPending(UNDER_WAY_MAX);
        if (there.getConfiguration().getRetentionPolicy() == RetentionPolicy.WorkQueue) {
            return consumer.deliverPolicy(DeliverPolicy.All).build(); // the server wants it so
        }
        return reached(there)
                .filter(place -> place.sequence() > 0)
                .map(place ->
                        consumer.deliverPolicy(DeliverPolicy.ByStartSequence).startSequence(place.sequence() + 1))
                .orElseGet(() -> consumer.deliverPolicy(DeliverPolicy.New))
                .build();
    }
}
