package dev.tidings.bus.nats;

import dev.tidings.bus.Wires.Incoming;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.util.List;
import java.util.Optional;

/// Makes an event of a message.
///
/// Its id is the one its sender gave it (`Nats-Msg-Id`, or `ce-id` of CloudEvents), else its place: a stream that was
/// made anew counts from 1 again, so that the place has its time in it. What the server's scheduler sends has a
/// place alone.
final class EventName {
    private static final List<String> GIVEN = List.of("Nats-Msg-Id", "ce-id");

    private EventName() {}

    static Incoming event(Message message) {
        return new Incoming(id(message));
    }

    /// A message that the server is to send later or again, and no event itself.
    static boolean isSchedule(Message message) {
        return Optional.ofNullable(message.getHeaders())
                .filter(headers -> headers.containsKey("Nats-Schedule"))
                .isPresent();
    }

    private static String id(Message message) {
        return Optional.ofNullable(message.getHeaders())
                .flatMap(EventName::given)
                .orElseGet(() -> place(message.metaData()));
    }

    private static Optional<String> given(Headers headers) {
        return GIVEN.stream()
                .flatMap(name -> Optional.ofNullable(headers.getFirst(name)).stream())
                .flatMap(value -> LegibleHeaders.text(value).stream())
                .filter(id -> !id.isBlank())
                .findFirst();
    }

    private static String place(NatsJetStreamMetaData place) {
        return "%s#%d of %s"
                .formatted(
                        place.getStream(),
                        place.streamSequence(),
                        place.timestamp().toInstant());
    }
}
