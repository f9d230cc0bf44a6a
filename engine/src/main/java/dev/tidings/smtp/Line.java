package dev.tidings.smtp;

import java.time.Duration;
import java.util.Locale;

/// A line of a transcript.
///
/// @param at   since the attempt began, in whole milliseconds
/// @param text without the line's end; fit to be shown, secrets cut
public record Line(Duration at, Kind kind, String text) {
    public enum Kind {
        /// By us.
        SENT,
        /// By the server.
        RECEIVED,
        /// Not said, but happened: a connection, TLS, a break.
        NOTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
