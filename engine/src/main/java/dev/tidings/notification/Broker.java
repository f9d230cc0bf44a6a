package dev.tidings.notification;

import java.util.Locale;

/// What passes messages between programs.
public enum Broker {
    REDIS,
    NATS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
