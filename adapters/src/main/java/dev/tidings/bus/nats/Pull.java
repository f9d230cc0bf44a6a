package dev.tidings.bus.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Asks a consumer for messages, as the server's protocol has it: one request, whose answers come to an inbox of the
/// one who asks, and a status at the end. Where there is no such consumer, the server says nothing.
///
/// @param messages to be acknowledged
/// @param answered whether the server said anything
record Pull(List<Message> messages, boolean answered) {
    /// What lies there at this moment.
    ///
    /// @throws IllegalStateException when the line breaks
    static Pull now(Connection connection, Subscription inbox, String stream, String consumer, int most)
            throws InterruptedException {
        ask(connection, inbox, stream, consumer, PullRequestOptions.noWait(most).build());
        List<Message> messages = new ArrayList<>(most);
        while (messages.size() < most) {
            Message next = inbox.nextMessage(Line.PATIENCE);
            if (next == null) return new Pull(messages, !messages.isEmpty());
            if (next.isJetStream()) messages.add(next);
            else if (isLast(next)) return new Pull(messages, true);
        }
        return new Pull(messages, true);
    }

    /// Has the next message sent to an inbox, when there is one within that time; else a status is.
    static void ask(Connection connection, Subscription inbox, String stream, String consumer, Duration within) {
        ask(
                connection,
                inbox,
                stream,
                consumer,
                PullRequestOptions.builder(1).expiresIn(within).build());
    }

    private static void ask(
            Connection connection, Subscription inbox, String stream, String consumer, PullRequestOptions what) {
        String subject = "$JS.API.CONSUMER.MSG.NEXT.%s.%s".formatted(stream, consumer);
        connection.publish(subject, inbox.getSubject(), what.serialize());
    }

    /// A heartbeat (100) is not.
    static boolean isLast(Message message) {
        return message.isStatusMessage() && message.getStatus().getCode() != 100;
    }
}
