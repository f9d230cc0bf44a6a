package dev.tidings.bus.nats;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.nats.Inbox.Pull;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries ids by a work queue in JetStream: a subject and a durable consumer for each road.
final class NatsCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(NatsCarrier.class);
    private static final int ID_DIGITS_MAX = 19;

    private final Line line;
    private final Names names;
    private final WorkStream stream;
    private final Outbox outbox;
    private final Inboxes inboxes = new Inboxes();
    /// It takes connections, and that is all.
    private final Trouble silence;
    private final Trouble putting;
    private final Trouble taking;
    /// Roads on which something senseless came: told once.
    private final Set<String> strange = ConcurrentHashMap.newKeySet();

    NatsCarrier(Line line, Names names, WorkStream.Limits limits) {
        this.line = line;
        this.names = names;
        this.stream = new WorkStream(names, limits);
        this.silence = new Trouble("bus nats " + line.address());
        this.putting = new Trouble("putting into " + names.stream());
        this.taking = new Trouble("taking from " + names.stream());
        this.outbox = new Outbox(line, stream, putting);
    }

    private interface Conversation<T> {
        T over(Connection connection) throws IOException, JetStreamApiException, InterruptedException;
    }

    /// Nothing comes of it where the server is away, or did not do its part a moment ago.
    private <T> T talk(Trouble trouble, T nothing, Conversation<T> conversation) {
        if (trouble.isFresh() || silence.isFresh()) return nothing;
        Optional<Connection> connection = line.connection();
        if (connection.isEmpty()) return nothing;
        try {
            return conversation.over(connection.get());
        } catch (JetStreamApiException refused) {
            stream.doubt();
            trouble.is(Reason.of(refused, connection.get(), line.address()));
        } catch (IOException unanswered) {
            stream.doubt();
            if (line.connection().isPresent()) silence.is(Reason.of(unanswered, connection.get(), line.address()));
        } catch (IllegalStateException broken) {
            LOG.debug("the line to {} broke: {}", line.address(), broken.toString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return nothing;
    }

    @Override
    public void put(String road, List<Long> deliveries) {
        talk(putting, false, connection -> {
            boolean isThere = stream.takesFor(connection, road);
            if (isThere) outbox.put(connection, names.subject(road), deliveries);
            return isThere;
        });
    }

    @Override
    public Handful take(String road, int most) {
        if (most < 1) return Handful.NONE;
        return talk(taking, Handful.NONE, connection -> {
            if (!stream.givesFor(connection, road)) return Handful.NONE;
            Pull pull = pull(connection, road, most);
            if (!pull.answered()) {
                // no consumer, or a server that is stuck: the next one who looks for it will know
                stream.doubt();
                silence.mayBe();
                return Handful.NONE;
            }
            silence.isOver();
            taking.isOver();
            return handful(road, pull.messages());
        });
    }

    /// A consumer hears of a message a moment later than whoever put it there: where there was nothing, it is asked
    /// once more.
    private Pull pull(Connection connection, String road, int most) throws InterruptedException {
        Inbox inbox = inboxes.borrow(connection, road);
        try {
            Pull first = inbox.pull(names.stream(), names.consumer(road), most);
            boolean isNothing = first.answered() && first.messages().isEmpty();
            return isNothing ? inbox.pull(names.stream(), names.consumer(road), most) : first;
        } finally {
            inboxes.giveBack(road, inbox);
        }
    }

    private Handful handful(String road, List<Message> messages) {
        List<Long> deliveries = new ArrayList<>(messages.size());
        List<Message> unacknowledged = new ArrayList<>(messages.size());
        for (Message each : messages) {
            Optional<Long> delivery = delivery(each);
            delivery.ifPresentOrElse(deliveries::add, () -> endStrange(road, each));
            if (delivery.isPresent()) {
                // it would not come again, and lie there for an hour
                if (each.metaData().deliveredCount() >= WorkStream.DELIVERIES_MAX) each.ack();
                else unacknowledged.add(each);
            }
        }
        return deliveries.isEmpty()
                ? Handful.NONE
                : new Handful(List.copyOf(deliveries), () -> acknowledge(unacknowledged));
    }

    private static Optional<Long> delivery(Message message) {
        byte[] body = Optional.ofNullable(message.getData()).orElse(new byte[0]);
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isEmpty() || text.length() > ID_DIGITS_MAX || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private void endStrange(String road, Message message) {
        if (strange.add(road)) {
            LOG.warn(
                    "road {}: {} holds what is no id of a delivery, as message {}; it is dropped, as others will be",
                    road,
                    names.stream(),
                    message.metaData().streamSequence());
        }
        message.term();
    }

    private void acknowledge(List<Message> messages) {
        try {
            messages.forEach(Message::ack);
        } catch (IllegalStateException broken) {
            LOG.debug("the line to {} broke: {}", line.address(), broken.toString()); // they come again
        }
    }

    @Override
    public Standing standing() {
        Optional<String> trouble =
                line.trouble().or(silence::why).or(putting::why).or(taking::why);
        Map<String, Long> depth = talk(taking, Map.of(), stream::depth);
        return new Standing("nats", trouble, depth);
    }

    /// The line is the bus's.
    @Override
    public void close() {
        stream.doubt();
    }
}
