package dev.tidings.server.api;

import dev.tidings.deliver.Transcripts;
import dev.tidings.deliver.Wanted;
import dev.tidings.mail.Address;
import dev.tidings.server.House;
import dev.tidings.server.answer.WantedAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Has conversations written down for a time, for calls and for pages; refuses what there is not.
public record Listening(House house) {
    public static final Duration USUAL = Duration.ofMinutes(10);

    /// @throws Refusal when nothing or something unknown is named, or for a time that is none or too long
    public WantedAnswer on(
            Optional<String> transport, Optional<String> notification, Optional<Address> to, Duration time) {
        transport.ifPresent(this::requireTransport);
        notification.ifPresent(this::requireNotification);
        if (transport.isEmpty() && notification.isEmpty() && to.isEmpty()) {
            throw new Refusal(
                    400,
                    "It is not said whose conversations are to be written down.",
                    "Name a transport, a notification or an address.");
        }
        if (!time.isPositive() || time.compareTo(Transcripts.TIME_MAX) > 0) {
            throw new Refusal(
                    400, "Conversations are written down for a time of at most 24 hours.", "Give a shorter time.");
        }
        Wanted wanted = new Wanted(transport, notification, to, Optional.empty());
        return WantedAnswer.of(house.transcripts().on(wanted, time));
    }

    /// The next attempt of one mail.
    public WantedAnswer onNext(long delivery) {
        if (house.tidings().history().delivery(delivery).isEmpty()) {
            throw Refusal.unknown("delivery", "" + delivery);
        }
        return WantedAnswer.of(house.transcripts().onNext(delivery));
    }

    public List<WantedAnswer> standing() {
        return house.transcripts().standing().stream().map(WantedAnswer::of).toList();
    }

    /// @return how many wishes end
    public int off() {
        return house.transcripts().off();
    }

    private void requireTransport(String name) {
        if (!house.tidings().workspace().settings().transports().containsKey(name)) {
            throw Refusal.unknown("transport", name);
        }
    }

    private void requireNotification(String id) {
        if (house.tidings().workspace().notification(id).isEmpty()) {
            throw Refusal.unknown("notification", id);
        }
    }
}
