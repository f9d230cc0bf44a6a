package dev.tidings.notification;

import java.util.Locale;

/// How far mail may go.
public enum Stage {
    /// Rendered, logged and kept in the catcher; nothing leaves the machine.
    LOG,
    /// Really sent, but only to the test mailbox.
    TEST,
    /// Really sent to the people it is meant for.
    LIVE;

    /// The more careful of two: what was fired in rehearsal never goes live later.
    public Stage atMost(Stage other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
