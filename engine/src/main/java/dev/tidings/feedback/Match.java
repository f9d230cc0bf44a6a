package dev.tidings.feedback;

import java.util.Locale;

/// Which delivery a notice is about, and what says so.
///
/// @param attempt of the delivery; 0 where nothing tells which
public record Match(long delivery, int attempt, Proof proof) {

    /// What says so, the surest first.
    public enum Proof {
        /// It came to an address that we had signed.
        SIGNED,
        /// It names the mail as we had named it to the servers (RFC 3461 §5.2).
        ENVELOPE_ID,
        /// The trace is in what was told: in our own header, as far as the mail was returned, or in what a
        /// provider was given with the mail.
        HEADER,
        /// The Message-ID is in what was returned.
        MESSAGE_ID,
        /// Somebody of this address was sent something of late.
        RECIPIENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Proof of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
