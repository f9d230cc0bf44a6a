package dev.tidings.bus.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a consumer's answers come to. Asking is one request, as the server's protocol has it, answered by messages and
/// a status at the end; where there is no such consumer, the server says nothing. Each request has an address of its
/// own, so that a status which comes late is not taken for the end of the next. For one thread at a time.
final class Inbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Connection connection;
    private final String name;
    private final Subscription answers;
    private long asked;

    /// @param messages to be acknowledged
    /// @param answered whether the server said anything
    record Pull(List<Message> messages, boolean answered) {}

    Inbox(Connection connection) {
        this.connection = connection;
        this.name = connection.createInbox();
        this.answers = connection.subscribe(name + ".*");
    }

    /// Not once its connection is closed.
    boolean isActive() {
        return answers.isActive();
    }

    /// What lies there at this moment.
    ///
    /// @throws IllegalStateException when the line breaks
    Pull pull(String stream, String consumer, int most) throws InterruptedException {
        ask(stream, consumer, PullRequestOptions.noWait(most).build());
        List<Message> messages = new ArrayList<>(most);
        while (messages.size() < most) {
            Optional<Message> next = next(Line.PATIENCE);
            if (next.isEmpty()) return new Pull(messages, !messages.isEmpty());
            if (!next.get().isJetStream()) break;
            messages.add(next.get());
        }
        return new Pull(messages, true);
    }

    /// Asks for the next message, should one come within that time.
    void ask(String stream, String consumer, Duration within) {
        ask(stream, consumer, PullRequestOptions.builder(1).expiresIn(within).build());
    }

    private void ask(String stream, String consumer, PullRequestOptions what) {
        String request = "$JS.API.CONSUMER.MSG.NEXT.%s.%s".formatted(stream, consumer);
        connection.publish(request, name + "." + ++asked, what.serialize());
    }

    /// A message, or the status that ends the latest request.
    Optional<Message> next(Duration within) throws InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        for (long left = within.toNanos(); left > 0; left = until - System.nanoTime()) {
            Message next = answers.nextMessage(Duration.ofNanos(left));
            if (next != null && (next.isJetStream() || isEnd(next))) return Optional.of(next);
        }
        return Optional.empty();
    }

    /// A heartbeat (100) is none.
    private boolean isEnd(Message message) {
        return message.isStatusMessage()
                && message.getStatus().getCode() != 100
                && message.getSubject().equals(name + "." + asked);
    }

    /// What the server has sent, or sends until it hears of the end, goes back, so that another need not wait for it
    /// until its time for an acknowledgement is over.
    @Override
    public void close() {
        try {
            answers.drain(Line.PATIENCE);
            for (Message left = answers.nextMessage(AT_ONCE); left != null; left = answers.nextMessage(AT_ONCE)) {
                if (left.isJetStream()) left.nak();
            }
        } catch (IllegalStateException broken) {
            LOG.debug("what was asked for has gone with its connection: {}", broken.toString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
