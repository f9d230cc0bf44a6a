package dev.tidings.notification;

import java.util.Locale;

/// Why an occurrence came to be.
public enum Cause {
    SCHEDULE,
    MANUAL,
    API,
    EVENT,
    BACKFILL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Cause of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
