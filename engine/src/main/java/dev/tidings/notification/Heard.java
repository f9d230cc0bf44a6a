package dev.tidings.notification;

import java.util.Arrays;
import java.util.Optional;

/// An event of another system by which an occurrence came to be.
///
/// @param id the event's own, or its place where it has none; by its hash where a ledger's key could not hold it
public record Heard(EventSubject subject, String id) {

    /// What the ledger knows it by.
    public String request() {
        return subject + " " + id;
    }

    /// Of what was on record by that name; empty when it was no event.
    public static Optional<Heard> in(String request) {
        int colon = request.indexOf(':');
        int space = request.indexOf(' ');
        if (colon < 0 || space < colon + 2) {
            return Optional.empty();
        }
        String name = request.substring(colon + 1, space);
        return Arrays.stream(Broker.values())
                .filter(each -> each.word().equals(request.substring(0, colon)))
                .findFirst()
                .map(broker -> new Heard(new EventSubject(broker, name), request.substring(space + 1)));
    }
}
