package dev.tidings.notification;

/// Where events of another system come from.
///
/// @param name a stream's key, a subject
public record EventSubject(Broker broker, String name) {
    public EventSubject {
        if (name.isBlank() || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("a subject has a name without spaces, not \"" + name + "\"");
        }
    }

    /// As it is written: `nats:orders.shipped`.
    @Override
    public String toString() {
        return broker.word() + ":" + name;
    }
}
