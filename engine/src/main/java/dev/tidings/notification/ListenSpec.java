package dev.tidings.notification;

import dev.tidings.notification.Settings.Listen;
import java.util.Locale;

/// Where mail that comes back is taken in, from mail servers.
public record ListenSpec(Protocol protocol, Listen place) {
    public enum Protocol {
        /// RFC 5321: one answer for each message.
        SMTP,
        /// RFC 2033: one answer for each recipient.
        LMTP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// As it is written: `smtp://127.0.0.1:2525`.
    @Override
    public String toString() {
        String host = place.host().contains(":") ? "[" + place.host() + "]" : place.host();
        return protocol.word() + "://" + host + ":" + place.port();
    }
}
